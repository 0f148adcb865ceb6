// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.simulator.mtproto.Caller.Heard;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import dev.heliograph.simulator.mtproto.tl.TlReader;
import dev.heliograph.simulator.mtproto.tl.TlWriter;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SessionTest {
    private final Doorway doorway = new Doorway();
    private Caller caller;

    @BeforeEach
    void begin() throws IOException {
        caller = doorway.caller();
    }

    @AfterEach
    void close() throws IOException {
        doorway.close();
    }

    @Nested
    class The_beginning {
        @Test
        void is_told_once() throws IOException {
            long first = caller.send(Doorway.question());
            TlObject hello = caller.await("new_session_created").object();
            assertThat(hello.int64("first_msg_id")).isEqualTo(first);
            caller.answer(first, "help.getNearestDc");
            caller.call(Doorway.question());
            int greeting = Caller.CODEC.schema().id("new_session_created");
            assertThat(caller.heard()).noneMatch(heard -> heard.constructor() == greeting);
            assertThat(doorway.sessions).hasSize(1);
        }

        @Test
        void comes_after_the_right_salt() throws IOException {
            long salt = caller.salt;
            caller.salt = 1;
            long first = caller.send(Doorway.question());
            TlObject complaint = caller.await("bad_server_salt").object();
            assertThat(complaint.int64("bad_msg_id")).isEqualTo(first);
            assertThat(doorway.calls).isEmpty();
            caller.salt = complaint.int64("new_server_salt");
            caller.send(first, Caller.CODEC.write(Doorway.question()));
            assertThat(caller.answer(first, "help.getNearestDc").is("nearestDc"))
                    .isTrue();
            caller.salt = salt;
            assertThat(caller.call(Doorway.question()).is("nearestDc")).isTrue();
        }
    }

    @Nested
    class A_message {
        @Test
        void with_an_odd_number_is_refused() throws IOException {
            caller.send(caller.nextId() + 1, Caller.CODEC.write(Doorway.question()));
            assertThat(caller.await("bad_msg_notification").object().int32("error_code"))
                    .isEqualTo(18);
        }

        @Test
        void of_long_ago_or_of_tomorrow_is_refused() throws IOException {
            byte[] body = Caller.CODEC.write(Doorway.question());
            caller.send(caller.nextId() - (1000L << 32), body);
            assertThat(caller.await("bad_msg_notification").object().int32("error_code"))
                    .isEqualTo(16);
            caller.send(caller.nextId() + (1000L << 32), body);
            assertThat(caller.await("bad_msg_notification").object().int32("error_code"))
                    .isEqualTo(17);
        }

        @Test
        void that_comes_twice_is_carried_out_once_and_answered_twice() throws IOException {
            long id = caller.send(Doorway.question());
            TlObject first = caller.answer(id, "help.getNearestDc");
            caller.heard().clear();
            caller.send(id, Caller.CODEC.write(Doorway.question()));
            assertThat(caller.answer(id, "help.getNearestDc")).isEqualTo(first);
            assertThat(doorway.calls).hasSize(1);
        }

        @Test
        void that_nobody_knows_is_refused_and_noted() throws IOException {
            long id = caller.send(TlWriter.empty().int32(0x12345678).toArray());
            TlObject refusal = caller.answer(id, "help.getNearestDc");
            assertThat(refusal.string("error_message")).isEqualTo("INPUT_METHOD_INVALID_305419896");
            assertThat(doorway.door.unknownConstructors()).containsExactly("12345678 in 12345678");
        }

        @Test
        void with_something_behind_its_end_is_refused() throws IOException {
            byte[] body = TlWriter.empty()
                    .raw(Caller.CODEC.write(Doorway.question()))
                    .int32(0)
                    .toArray();
            assertThat(caller.answer(caller.send(body), "help.getNearestDc").string("error_message"))
                    .isEqualTo("INPUT_REQUEST_TOO_LONG");
        }

        @Test
        void that_is_no_call_is_refused() throws IOException {
            long id = caller.send(Doorway.nearest(1));
            assertThat(caller.answer(id, "help.getNearestDc").int32("error_code"))
                    .isEqualTo(400);
        }
    }

    @Nested
    class A_container {
        private byte[] of(Object... idsAndObjects) {
            TlWriter out = TlWriter.empty().int32(0x73f1f8dc).int32(idsAndObjects.length / 2);
            for (int i = 0; i < idsAndObjects.length; i += 2) {
                byte[] body = Caller.CODEC.write((TlObject) idsAndObjects[i + 1]);
                out.int64((Long) idsAndObjects[i]).int32(1).int32(body.length).raw(body);
            }
            return out.toArray();
        }

        @Test
        void holds_messages_of_every_kind() throws IOException {
            long ping = caller.nextId();
            long call = caller.nextId();
            // a client gives the container its number last
            caller.send(of(ping, TlObject.of("ping").with("ping_id", 5L), call, Doorway.question()));
            assertThat(caller.await("new_session_created").object().int64("first_msg_id"))
                    .isEqualTo(ping);
            assertThat(caller.await("pong").object().int64("ping_id")).isEqualTo(5);
            assertThat(caller.answer(call, "help.getNearestDc").is("nearestDc")).isTrue();
        }

        @Test
        void holds_no_container() throws IOException {
            byte[] inner = of(caller.nextId(), Doorway.question());
            caller.send(TlWriter.empty()
                    .int32(0x73f1f8dc)
                    .int32(1)
                    .int64(caller.nextId())
                    .int32(0)
                    .int32(inner.length)
                    .raw(inner)
                    .toArray());
            assertThat(caller.await("bad_msg_notification").object().int32("error_code"))
                    .isEqualTo(64);
        }

        @Test
        void does_not_promise_more_than_it_holds() throws IOException {
            caller.send(TlWriter.empty().int32(0x73f1f8dc).int32(1_000_000_000).toArray());
            assertThat(caller.await("bad_msg_notification").object().int32("error_code"))
                    .isEqualTo(64);
        }
    }

    @Nested
    class Service_messages {
        @Test
        void promise_salts_that_will_be_taken() throws IOException {
            long id = caller.send(TlObject.of("get_future_salts").with("num", 32));
            Heard heard = caller.receive();
            while (heard.constructor() != 0xae500895) {
                heard = caller.receive();
            }
            TlReader in = TlReader.of(heard.body());
            in.int32();
            assertThat(in.int64()).isEqualTo(id);
            in.int32();
            int count = in.int32();
            assertThat(count).isEqualTo(32);
            int since = in.int32();
            int until = in.int32();
            caller.salt = in.int64();
            assertThat(until).isGreaterThan(since);
            assertThat(in.left()).isEqualTo(31 * 16);
            assertThat(caller.call(Doorway.question()).is("nearestDc")).isTrue();
        }

        @Test
        void tell_which_messages_arrived() throws IOException {
            long id = caller.send(Doorway.question());
            caller.answer(id, "help.getNearestDc");
            caller.send(TlObject.of("msgs_state_req").with("msg_ids", List.of(id, id + 400)));
            assertThat(caller.await("msgs_state_info").object().bytes("info")).containsExactly(4, 1);
        }

        @Test
        void repeat_an_answer_that_is_asked_about() throws IOException {
            long id = caller.send(Doorway.question());
            caller.answer(id, "help.getNearestDc");
            caller.heard().clear();
            caller.send(TlObject.of("msgs_state_req").with("msg_ids", List.of(id)));
            assertThat(caller.answer(id, "help.getNearestDc")).isEqualTo(Doorway.nearest(1));
        }

        @Test
        void repeat_a_message_at_will_until_it_is_confirmed() throws IOException {
            long id = caller.send(Doorway.question());
            caller.answer(id, "help.getNearestDc");
            long answer = caller.heard().get(1).id();
            caller.send(TlObject.of("msg_resend_req").with("msg_ids", List.of(answer)));
            assertThat(caller.receive().id()).isEqualTo(answer);
            caller.send(TlObject.of("msgs_ack").with("msg_ids", List.of(answer)));
            caller.send(TlObject.of("msg_resend_req").with("msg_ids", List.of(answer)));
            caller.send(TlObject.of("ping").with("ping_id", 1L));
            assertThat(caller.receive().object().is("pong")).isTrue();
        }

        @Test
        void confirm_a_call_that_takes_its_time() throws IOException {
            doorway.lesson = (key, session, query) -> new CompletableFuture<>();
            long id = caller.send(Doorway.question());
            assertThat(caller.await("msgs_ack").object().elements("msg_ids", Long.class))
                    .containsExactly(id);
        }

        @Test
        void end_other_sessions_and_keys() throws IOException {
            caller.call(Doorway.question());
            long first = caller.session;
            caller.session++;
            caller.send(TlObject.of("destroy_session").with("session_id", first));
            assertThat(caller.await("destroy_session_ok").object().int64("session_id"))
                    .isEqualTo(first);
            caller.send(TlObject.of("destroy_session").with("session_id", first));
            caller.await("destroy_session_none");
            caller.send(TlObject.of("destroy_auth_key"));
            caller.await("destroy_auth_key_ok");
            assertThat(doorway.destroyed).hasSize(1);
            assertThat(doorway.door.keys().all()).isEmpty();
        }

        @Test
        void end_a_connection_that_falls_silent() throws IOException {
            caller.send(TlObject.of("ping_delay_disconnect").with("ping_id", 1L).with("disconnect_delay", 1));
            caller.await("pong");
            assertThat(caller.line().isEnded()).isTrue();
        }
    }

    @Nested
    class A_lost_connection {
        @Test
        void loses_no_answer() throws IOException {
            CompletableFuture<TlObject> later = new CompletableFuture<>();
            doorway.lesson = (key, session, query) -> later;
            long id = caller.send(Doorway.question());
            doorway.await(() -> doorway.calls.size() == 1);
            caller.line().close();
            doorway.await(() -> !doorway.sessions.get(0).isConnected());
            later.complete(Doorway.nearest(7));
            caller.move(doorway.line());
            caller.send(TlObject.of("ping").with("ping_id", 1L));
            assertThat(caller.answer(id, "help.getNearestDc")).isEqualTo(Doorway.nearest(7));
        }

        @Test
        void loses_no_update() throws IOException {
            caller.call(Doorway.question());
            Session session = doorway.sessions.get(0);
            session.disconnect();
            assertThat(caller.line().isEnded()).isTrue();
            for (int i = 0; i < 100; i++) {
                session.push(update(i));
            }
            caller.move(doorway.line());
            caller.send(TlObject.of("ping").with("ping_id", 1L));
            for (int i = 0; i < 100; i++) {
                assertThat(caller.await("updateShort").object()).isEqualTo(update(i));
            }
        }

        @Test
        void is_owned_up_to_where_too_much_was_missed() throws IOException {
            caller.call(Doorway.question());
            Session session = doorway.sessions.get(0);
            session.disconnect();
            assertThat(caller.line().isEnded()).isTrue();
            for (int i = 0; i < 5000; i++) {
                session.push(update(i));
            }
            caller.heard().clear();
            caller.move(doorway.line());
            long first = caller.send(TlObject.of("ping").with("ping_id", 1L));
            assertThat(caller.await("new_session_created").object().int64("first_msg_id"))
                    .isEqualTo(first);
        }

        private TlObject update(int number) {
            return TlObject.of("updateShort")
                    .with("update", TlObject.of("updateChannel").with("channel_id", 5L))
                    .with("date", number);
        }
    }
}
