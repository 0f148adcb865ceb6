// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Bytes;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import dev.heliograph.simulator.mtproto.tl.TlWriter;
import dev.heliograph.testkit.seeds.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Whatever is said to the door, it neither breaks nor grows, and others are served as before. */
class StrangersTest {
    private static final int ROUNDS = 2000;

    private static List<byte[]> phrases() {
        List<TlObject> objects = new ArrayList<>();
        TlObject peer = TlObject.of("inputPeerUser").with("user_id", 7L).with("access_hash", 8L);
        TlObject send = TlObject.of("messages.sendMessage")
                .with("peer", peer)
                .with("message", "hello")
                .with("random_id", 9L)
                .with("entities", List.of());
        objects.add(send);
        objects.add(TlObject.of("invokeWithLayer")
                .with("layer", 229)
                .with(
                        "query",
                        TlObject.of("invokeAfterMsgs")
                                .with("msg_ids", List.of(4L, 8L))
                                .with("query", send)));
        objects.add(TlObject.of("upload.saveFilePart")
                .with("file_id", 1L)
                .with("file_part", 0)
                .with("bytes", Bytes.copyOf(new byte[300])));
        objects.add(TlObject.of("auth.bindTempAuthKey")
                .with("perm_auth_key_id", 1L)
                .with("nonce", 1L)
                .with("expires_at", 1)
                .with("encrypted_message", Bytes.copyOf(new byte[104])));
        for (String list : List.of("msgs_ack", "msgs_state_req", "msg_resend_req")) {
            objects.add(TlObject.of(list).with("msg_ids", List.of(4L, 8L, 12L)));
        }
        objects.add(TlObject.of("ping_delay_disconnect").with("ping_id", 1L).with("disconnect_delay", 75));
        objects.add(TlObject.of("get_future_salts").with("num", 64));
        objects.add(TlObject.of("destroy_session").with("session_id", 1L));
        objects.add(TlObject.of("rpc_drop_answer").with("req_msg_id", 4L));
        List<byte[]> bodies = new ArrayList<>();
        objects.forEach(object -> bodies.add(Caller.CODEC.write(object)));
        bodies.add(Caller.CODEC.pack(Caller.CODEC.write(send)));
        return bodies;
    }

    private static byte[] container(Counter counter, List<byte[]> bodies) {
        TlWriter out = TlWriter.empty().int32(0x73f1f8dc).int32(bodies.size());
        for (byte[] body : bodies) {
            out.int64(counter.caller.nextId()).int32(1).int32(body.length).raw(body);
        }
        return out.toArray();
    }

    private static byte[] spoil(byte[] whole, RandomGenerator chance) {
        byte[] spoiled = whole.clone();
        switch (chance.nextInt(4)) {
            case 0 -> spoiled = Arrays.copyOf(spoiled, chance.nextInt(spoiled.length + 16));
            case 1 -> spoiled[chance.nextInt(spoiled.length)] = (byte) (chance.nextBoolean() ? 0xff : 0x7f);
            default -> {
                for (int changes = chance.nextInt(1, 5); changes > 0; changes--) {
                    spoiled[chance.nextInt(spoiled.length)] ^= (byte) (1 << chance.nextInt(8));
                }
            }
        }
        return spoiled;
    }

    private static byte[] conversation(Counter counter) {
        TlWriter all = TlWriter.empty().raw(Counter.PLAIN_TAG);
        phrases().forEach(body -> all.raw(counter.sealed(body)));
        return all.raw(counter.sealed(container(counter, phrases()))).toArray();
    }

    @Test
    void may_stop_after_any_byte() {
        Counter counter = new Counter(1, Front.direct());
        byte[] all = conversation(counter);
        for (int length = 0; length <= all.length; length++) {
            counter.connect();
            counter.connection.receive(Arrays.copyOf(all, length));
            counter.connection.gone();
        }
        assertThat(counter.notes.failures()).isEmpty();
        assertThat(counter.serves()).isTrue();
    }

    @Seeds(20)
    void may_speak_in_pieces_of_any_size(long seed, RandomGenerator chance) {
        Counter whole = new Counter(seed, Front.direct());
        whole.connection.receive(conversation(whole));
        Counter pieces = new Counter(seed, Front.direct());
        byte[] all = conversation(pieces);
        for (int at = 0; at < all.length; ) {
            int next = Math.min(all.length, at + chance.nextInt(1, 200));
            pieces.connection.receive(Arrays.copyOfRange(all, at, next));
            at = next;
        }
        assertThat(pieces.said).hasSameSizeAs(whole.said).hasSizeGreaterThan(20);
    }

    @Seeds(value = 10, campaign = 250)
    void may_spoil_what_they_say(long seed, RandomGenerator chance) {
        Counter counter = new Counter(seed, Front.direct());
        List<byte[]> phrases = phrases();
        counter.ended = true;
        for (int i = 0; i < ROUNDS; i++) {
            if (counter.ended || counter.centre.keys().all().isEmpty()) {
                counter.connect();
                counter.meet();
                counter.connection.receive(Counter.PLAIN_TAG);
            }
            byte[] body =
                    chance.nextInt(5) == 0 ? container(counter, phrases) : phrases.get(chance.nextInt(phrases.size()));
            counter.connection.receive(counter.sealed(spoil(body, chance)));
            counter.said.clear();
        }
        assertThat(counter.notes.failures()).isEmpty();
        assertThat(counter.serves()).isTrue();
    }

    @Seeds(value = 10, campaign = 250)
    void may_spoil_how_they_say_it(long seed, RandomGenerator chance) {
        Counter counter = new Counter(seed, Front.direct());
        byte[] body = phrases().get(0);
        for (int i = 0; i < ROUNDS; i++) {
            counter.connect();
            counter.connection.receive(Counter.PLAIN_TAG);
            byte[] padded = TlWriter.empty()
                    .int64(counter.caller.salt)
                    .int64(counter.caller.session)
                    .int64(counter.caller.nextId())
                    .int32(1)
                    .int32(body.length)
                    .raw(body)
                    .raw(new byte[12 + (-(44 + body.length) & 15)])
                    .toArray();
            byte[] spoiled = padded.clone();
            spoiled[chance.nextInt(36)] ^= (byte) (1 << chance.nextInt(8));
            counter.connection.receive(Counter.framed(counter.caller.sealPadded(spoiled)));
            counter.said.clear();
        }
        assertThat(counter.notes.failures()).isEmpty();
        assertThat(counter.serves()).isTrue();
    }

    @Seeds(value = 10, campaign = 100)
    void may_spoil_the_bytes_on_their_way(long seed, RandomGenerator chance) {
        for (Front front : List.of(
                Front.direct(),
                Front.socks5(),
                Front.socks5("a", "b"),
                Front.mtprotoProxy(Bytes.copyOf(new byte[16])))) {
            Counter counter = new Counter(seed, front);
            byte[] proxy = {5, 2, 0, 2, 1, 1, 'a', 1, 'b', 5, 1, 0, 3, 2, 'h', 'i', 1, (byte) 187};
            byte[] all = Handshake.join(front.isSocks() ? proxy : new byte[0], conversation(counter));
            for (int i = 0; i < ROUNDS / 20; i++) {
                counter.connect();
                byte[] spoiled = spoil(all, chance);
                if (spoiled.length > 0) {
                    spoiled[chance.nextInt(Math.min(20, spoiled.length))] ^= (byte) chance.nextInt(3);
                    counter.connection.receive(spoiled);
                }
                counter.said.clear();
            }
            assertThat(counter.notes.failures()).isEmpty();
        }
    }

    @Nested
    class Greed {
        @Test
        void is_met_by_taking_no_more_until_something_is_answered() {
            Counter counter = new Counter(1, Front.direct());
            counter.answering = false;
            byte[] call = Caller.CODEC.write(Doorway.question());
            counter.connection.receive(Counter.PLAIN_TAG);
            for (int i = 0; i < 6000; i++) {
                counter.connection.receive(counter.sealed(call));
            }
            assertThat(counter.reading).isFalse();
            assertThat(counter.waiting).hasSize(4096);
            counter.answering = true;
            List<CompletableFuture<TlObject>> late = new ArrayList<>(counter.waiting);
            counter.waiting.clear();
            late.forEach(answer -> answer.complete(Doorway.nearest(1)));
            assertThat(counter.reading).isTrue();
            assertThat(counter.notes.failures()).isEmpty();
        }

        @Test
        void does_not_get_far_with_a_thousand_bombs() {
            Counter counter = new Counter(1, Front.direct());
            byte[] bomb = Caller.CODEC.pack(TlWriter.empty()
                    .int32(Caller.CODEC.schema().id("auth.signIn"))
                    .int32(0)
                    .bytes(new byte[900_000])
                    .bytes(new byte[0])
                    .toArray());
            List<byte[]> bombs = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                bombs.add(bomb);
            }
            counter.answering = false;
            counter.connection.receive(Counter.PLAIN_TAG);
            counter.connection.receive(counter.sealed(container(counter, bombs)));
            assertThat(counter.waiting).hasSizeLessThan(6);
            assertThat(counter.notes.failures()).isEmpty();
        }

        @Test
        void for_sessions_and_keys_leaves_only_the_latest() {
            Counter counter = new Counter(1, Front.direct());
            byte[] ping = Caller.CODEC.write(TlObject.of("ping").with("ping_id", 1L));
            counter.connection.receive(Counter.PLAIN_TAG);
            for (int i = 0; i < 1000; i++) {
                counter.caller.session++;
                counter.connection.receive(counter.sealed(ping));
                counter.said.clear();
            }
            AuthKey key = counter.centre.keys().all().get(0);
            assertThat(key.sessions()).hasSizeLessThanOrEqualTo(64);
            key.keep();
            for (int i = 0; i < 20_100; i++) {
                counter.meet();
            }
            assertThat(counter.centre.keys().all())
                    .hasSizeLessThanOrEqualTo(20_000)
                    .contains(key);
        }
    }
}
