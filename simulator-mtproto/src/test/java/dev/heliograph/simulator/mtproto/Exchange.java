// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.simulator.mtproto.tl.TlObject;
import dev.heliograph.simulator.world.WorldSettings;
import dev.heliograph.testkit.time.Clockwork;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A loopback with clients that say by hand what a real one would. What nobody understood fails the test. */
final class Exchange implements AutoCloseable {
    final Clockwork clockwork = Clockwork.real(Duration.ofSeconds(10));
    final TelegramLoopback telegram;
    private final List<Line> lines = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();
    private long seed = 1;

    Exchange() {
        this(WorldSettings.calm(1));
    }

    Exchange(WorldSettings settings) {
        telegram = TelegramLoopback.start(clockwork.context("telegram"), settings);
    }

    /** A client that nobody is signed in with yet. */
    Handset handset() throws IOException {
        return handset(2);
    }

    Handset handset(int dc) throws IOException {
        Line line = line(dc);
        Caller caller = new Caller(line, new Handshake(line, new Random(seed++)).run(0), second(), seed++);
        return new Handset(this, dc, caller);
    }

    Line line(int dc) throws IOException {
        Line line = Line.throughSocks(telegram.socksPort(), dc, seed++);
        lines.add(line);
        return line;
    }

    long second() {
        return clockwork.timeline().instant().getEpochSecond();
    }

    /** A bot that is signed in and listens. */
    Handset bot(long id) throws IOException {
        Handset handset = handset();
        handset.call(TlObject.of("auth.importBotAuthorization")
                .with("flags", 0)
                .with("api_id", 1)
                .with("api_hash", "h")
                .with("bot_auth_token", id + ":secret"));
        handset.call("updates.getState");
        return handset;
    }

    /** A user that is signed in and listens. */
    Handset user(String phone) throws IOException {
        telegram.addUser(phone);
        Handset handset = handset();
        handset.signIn(handset.sendCode(phone).string("phone_code_hash"), phone, LoopbackUser.CODE);
        handset.call("updates.getState");
        return handset;
    }

    /** This method is not answered, and a test asks for it all the same. */
    void expectUnknown(String method) {
        expected.add(method);
    }

    @Override
    public void close() throws IOException {
        for (Line line : lines) {
            line.close();
        }
        telegram.close();
        clockwork.close();
        assertThat(telegram.failures()).isEmpty();
        assertThat(telegram.unknownMethods()).isEqualTo(expected);
    }
}
