// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.model.Bytes;
import dev.heliograph.simulator.mtproto.Handshake.Made;
import dev.heliograph.simulator.mtproto.crypto.AesIge;
import dev.heliograph.simulator.mtproto.crypto.MessageCipher;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import dev.heliograph.simulator.mtproto.tl.TlWriter;
import dev.heliograph.testkit.seeds.Seeds;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class KeyExchangeTest {
    private static final int DAY = 86_391;
    private final Doorway doorway = new Doorway();

    @AfterEach
    void close() throws IOException {
        doorway.close();
    }

    @Nested
    class A_key {
        @Test
        void is_the_same_on_both_sides() throws IOException {
            Made made = doorway.handshake(doorway.line()).run(0);
            AuthKey known = doorway.door.keys().find(DcAddress.of(2), made.id());
            assertThat(known).isNotNull();
            assertThat(known.bytes()).isEqualTo(made.key());
            assertThat(known.isTemporary()).isFalse();
        }

        @Test
        void is_unknown_at_another_data_centre() throws IOException {
            Made made = doorway.handshake(doorway.line()).run(0);
            Line other = doorway.bare(doorway.door.open(0, Front.direct()));
            other.obfuscate(Line.INTERMEDIATE, 4, null);
            Caller caller = doorway.caller(other, made);
            assertThatThrownBy(() -> caller.call(Doorway.question())).hasMessage("error -404");
        }

        @Test
        void is_good_for_files_and_on_other_connections() throws IOException {
            Made made = doorway.handshake(doorway.line()).run(0);
            Line media = doorway.bare(doorway.door.open(0, Front.direct()));
            media.obfuscate(Line.INTERMEDIATE, -2, null);
            assertThat(doorway.caller(media, made).call(Doorway.question()).is("nearestDc"))
                    .isTrue();
        }

        @Test
        void may_come_from_elsewhere() throws IOException {
            byte[] bytes = new byte[256];
            new Random(5).nextBytes(bytes);
            AuthKey key = doorway.door.keys().register(DcAddress.of(2), bytes);
            Caller caller = doorway.caller(doorway.line(), new Made(bytes, 77));
            caller.send(Doorway.question());
            TlObject complaint = caller.await("bad_server_salt").object();
            assertThat(complaint.int32("error_code")).isEqualTo(48);
            caller.salt = complaint.int64("new_server_salt");
            assertThat(caller.call(Doorway.question()).is("nearestDc")).isTrue();
            assertThat(caller.keyId()).isEqualTo(key.id());
        }

        @Test
        void that_was_forgotten_is_unknown() throws IOException {
            Caller caller = doorway.caller();
            AuthKey key = doorway.door.keys().all().get(0);
            assertThat(doorway.door.keys().forget(key)).isTrue();
            assertThatThrownBy(() -> caller.call(Doorway.question())).hasMessage("error -404");
            assertThat(caller.line().isEnded()).isTrue();
        }
    }

    @Nested
    class A_temporary_key {
        private TlObject bind(Made permanent, Caller temporary, long messageId, int expiresAt) {
            byte[] inner = TlWriter.empty()
                    .int32(0x75a3f765)
                    .int64(11)
                    .int64(temporary.keyId())
                    .int64(permanent.id())
                    .int64(temporary.session)
                    .int32(expiresAt)
                    .toArray();
            byte[] plain = TlWriter.empty()
                    .raw(new byte[16])
                    .int64(messageId)
                    .int32(0)
                    .int32(inner.length)
                    .raw(inner)
                    .toArray();
            byte[] messageKey = Arrays.copyOfRange(Handshake.hash("SHA-1", plain), 4, 20);
            byte[][] keys = MessageCipher.keysOfFirstVersion(permanent.key(), messageKey);
            byte[] secret = AesIge.encrypt(keys[0], keys[1], Handshake.join(plain, new byte[-plain.length & 15]));
            return TlObject.of("auth.bindTempAuthKey")
                    .with("perm_auth_key_id", permanent.id())
                    .with("nonce", 11L)
                    .with("expires_at", expiresAt)
                    .with(
                            "encrypted_message",
                            Bytes.copyOf(TlWriter.empty()
                                    .int64(permanent.id())
                                    .raw(messageKey)
                                    .raw(secret)
                                    .toArray()));
        }

        private TlObject bound(Made permanent, Caller temporary) throws IOException {
            long id = temporary.nextId();
            temporary.send(id, Caller.CODEC.write(bind(permanent, temporary, id, 1234)));
            return temporary.answer(id, "auth.bindTempAuthKey");
        }

        @Test
        void speaks_for_the_permanent_one_once_it_is_bound() throws IOException {
            Made permanent = doorway.handshake(doorway.line()).run(0);
            Line line = doorway.line();
            Caller temporary = doorway.caller(line, doorway.handshake(line).run(DAY));
            assertThat(bound(permanent, temporary)).isEqualTo(TlObject.bool(true));
            doorway.lesson = (key, session, query) -> {
                assertThat(key.id()).isEqualTo(permanent.id());
                throw RpcException.of(400, "SEEN");
            };
            assertThat(temporary.call(Doorway.question()).string("error_message"))
                    .isEqualTo("SEEN");
        }

        @Test
        void may_call_nothing_before() throws IOException {
            Line line = doorway.line();
            Caller temporary = doorway.caller(line, doorway.handshake(line).run(DAY));
            TlObject refusal = temporary.call(Doorway.question());
            assertThat(refusal.int32("error_code")).isEqualTo(401);
            assertThat(refusal.string("error_message")).isEqualTo("AUTH_KEY_PERM_EMPTY");
            assertThat(doorway.calls).isEmpty();
        }

        @Test
        void is_not_bound_by_somebody_elses_words() throws IOException {
            Made permanent = doorway.handshake(doorway.line()).run(0);
            Line line = doorway.line();
            Caller temporary = doorway.caller(line, doorway.handshake(line).run(DAY));
            long id = temporary.nextId();
            TlObject stale = bind(permanent, temporary, id + 4, 1234);
            temporary.send(id, Caller.CODEC.write(stale));
            assertThat(temporary.answer(id, "auth.bindTempAuthKey").string("error_message"))
                    .isEqualTo("ENCRYPTED_MESSAGE_INVALID");
        }

        @Test
        void is_dropped_at_the_wish_of_its_owner() throws IOException {
            Line first = doorway.line();
            Made permanent = doorway.handshake(first).run(0);
            Line line = doorway.line();
            Caller temporary = doorway.caller(line, doorway.handshake(line).run(DAY));
            bound(permanent, temporary);
            TlObject drop = TlObject.of("auth.dropTempAuthKeys").with("except_auth_keys", List.of());
            assertThat(doorway.caller(first, permanent).call(drop)).isEqualTo(TlObject.bool(true));
            assertThatThrownBy(() -> temporary.call(Doorway.question())).hasMessage("error -404");
        }

        @Test
        void ends_with_its_time() throws IOException {
            Line line = doorway.line();
            Caller temporary = doorway.caller(line, doorway.handshake(line).run(1));
            doorway.clockwork.advance(Duration.ofMillis(1100));
            assertThatThrownBy(() -> temporary.call(Doorway.question())).hasMessage("error -404");
        }
    }

    @Nested
    class A_spoiled_exchange {
        /** Spoils one byte of one of the five messages; what comes of it must never be a key that the client did not make. */
        @Seeds(value = 60, campaign = 5000)
        void ends_in_an_error_or_in_a_key(RandomGenerator chance) throws IOException {
            int victim = chance.nextInt(5);
            AtomicInteger count = new AtomicInteger();
            Line line = doorway.line();
            Handshake handshake = new Handshake(line, new Random(chance.nextLong()), message -> {
                if (count.getAndIncrement() != victim) {
                    return message;
                }
                byte[] spoiled = message.clone();
                if (chance.nextInt(4) == 0) {
                    return Arrays.copyOf(spoiled, chance.nextInt(spoiled.length));
                }
                spoiled[chance.nextInt(spoiled.length)] ^= (byte) (1 << chance.nextInt(8));
                return spoiled;
            });
            Made made = run(handshake);
            assertThat(doorway.door.failures()).isEmpty();
            if (made != null) {
                assertThat(doorway.door.keys().find(DcAddress.of(2), made.id())).isNotNull();
            }
            // others are not affected
            assertThat(doorway.handshake(doorway.line()).run(0).key()).hasSize(256);
        }

        private @Nullable Made run(Handshake handshake) throws IOException {
            try {
                return handshake.run(0);
            } catch (EOFException | SocketException | AssertionError given) {
                // the server hung up, or the client noticed that it was answered to something else
                return null;
            } catch (IOException told) {
                assertThat(told).hasMessage("error -404");
                return null;
            }
        }
    }
}
