// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Bytes;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import dev.heliograph.simulator.world.Dice;
import dev.heliograph.testkit.time.Clockwork;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A loopback and clients that are signed in to it. Ends by making sure that everything was understood. */
final class Visit implements AutoCloseable {
    private static final int PART = 1024;

    final Clockwork clockwork = Clockwork.real(Duration.ofSeconds(10));
    final TelegramLoopback telegram = TelegramLoopback.start(clockwork.context("visit"));
    private final List<Line> lines = new ArrayList<>();
    private long seed = 1;

    /** One who can address others. */
    final class Guest {
        final long id;
        final Caller caller;

        private Guest(long id, Caller caller) {
            this.id = id;
            this.caller = caller;
        }

        /** The answer, which must be no error. */
        TlObject ask(TlObject query) throws IOException {
            TlObject answer = caller.call(query);
            assertThat(answer.name()).as("%s to %s", answer, query.name()).isNotEqualTo("rpc_error");
            return answer;
        }

        String refusal(TlObject query) throws IOException {
            TlObject answer = caller.call(query);
            assertThat(answer.name()).as("%s to %s", answer, query.name()).isEqualTo("rpc_error");
            return answer.string("error_message");
        }

        TlObject peer(String name) throws IOException {
            TlObject found = ask(TlObject.of("contacts.resolveUsername").with("username", name));
            if (!found.objects("users").isEmpty()) {
                TlObject user = found.objects("users").get(0);
                return TlObject.of("inputPeerUser")
                        .with("user_id", user.int64("id"))
                        .with("access_hash", user.int64("access_hash"));
            }
            TlObject channel = found.objects("chats").get(0);
            return TlObject.of("inputPeerChannel")
                    .with("channel_id", channel.int64("id"))
                    .with("access_hash", channel.int64("access_hash"));
        }

        /** Uploads in parts of a kilobyte, the last first, and gives the InputFile. */
        TlObject upload(long file, byte[] content) throws IOException {
            int parts = (content.length + PART - 1) / PART;
            for (int part = parts - 1; part >= 0; part--) {
                uploadPart(file, content, part);
            }
            return file(file, parts);
        }

        void uploadPart(long file, byte[] content, int part) throws IOException {
            byte[] bytes = Arrays.copyOfRange(content, part * PART, Math.min(content.length, (part + 1) * PART));
            ask(TlObject.of("upload.saveFilePart")
                    .with("file_id", file)
                    .with("file_part", part)
                    .with("bytes", Bytes.copyOf(bytes)));
        }

        /** The update of that name that was pushed to it. */
        TlObject told(String update) throws IOException {
            while (true) {
                for (TlObject one : caller.await("updates").object().objects("updates")) {
                    if (one.is(update)) {
                        return one;
                    }
                }
            }
        }

        /** The next message that it is told of. */
        TlObject message() throws IOException {
            return told("updateNewMessage").object("message");
        }
    }

    static TlObject file(long id, int parts) {
        return TlObject.of("inputFile")
                .with("id", id)
                .with("parts", parts)
                .with("name", "a.txt")
                .with("md5_checksum", "");
    }

    static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    /** A user of that name who is told of what happens. */
    Guest user(String name, String phone) throws IOException {
        long id = telegram.addUser(LoopbackUser.of(phone).withUsername(name));
        Caller caller = caller(2);
        TlObject code = caller.call(TlObject.of("auth.sendCode")
                .with("phone_number", phone)
                .with("api_id", 1)
                .with("api_hash", "h")
                .with("settings", TlObject.of("codeSettings")));
        caller.call(TlObject.of("auth.signIn")
                .with("phone_number", phone)
                .with("phone_code_hash", code.string("phone_code_hash"))
                .with("phone_code", LoopbackUser.CODE));
        Guest guest = new Guest(id, caller);
        guest.ask(TlObject.of("updates.getState"));
        return guest;
    }

    Caller caller(int dc) throws IOException {
        Line line = Line.throughSocks(telegram.socksPort(), dc, Dice.mix(seed++));
        lines.add(line);
        Handshake.Made made = new Handshake(line, new Random(seed++)).run(0);
        return new Caller(line, made, clockwork.timeline().instant().getEpochSecond(), seed++);
    }

    /** A message of a send, with that random id. */
    static TlObject sent(TlObject updates, int index) {
        return updates.objects("updates").stream()
                .filter(update -> update.has("message"))
                .map(update -> update.object("message"))
                .toList()
                .get(index);
    }

    @Override
    public void close() throws IOException {
        for (Line line : lines) {
            line.close();
        }
        telegram.close();
        clockwork.close();
        telegram.verify();
    }
}
