// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Bytes;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CallsTest {
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
    class Calls {
        @Test
        void come_without_their_wrappers() throws IOException {
            TlObject init = TlObject.of("initConnection")
                    .with("api_id", 1)
                    .with("device_model", "m")
                    .with("system_version", "s")
                    .with("app_version", "a")
                    .with("system_lang_code", "en")
                    .with("lang_pack", "")
                    .with("lang_code", "en")
                    .with("query", Doorway.question());
            caller.call(TlObject.of("invokeWithLayer").with("layer", 229).with("query", init), "help.getNearestDc");
            assertThat(doorway.calls).containsExactly(Doorway.question());
            AuthKey key = doorway.door.keys().all().get(0);
            assertThat(key.layer()).isEqualTo(229);
            assertThat(key.client()).isEqualTo(init.with("query", null));
        }

        @Test
        void wait_for_those_that_they_ask_to_wait_for() throws IOException {
            CompletableFuture<TlObject> first = new CompletableFuture<>();
            doorway.lesson = (key, session, query) ->
                    doorway.calls.size() == 1 ? first : CompletableFuture.completedFuture(Doorway.nearest(2));
            long one = caller.send(Doorway.question());
            long two = caller.send(
                    TlObject.of("invokeAfterMsg").with("msg_id", one).with("query", TlObject.of("help.getConfig")));
            caller.send(TlObject.of("ping").with("ping_id", 1L));
            caller.await("pong");
            assertThat(doorway.calls).hasSize(1);
            first.complete(Doorway.nearest(1));
            assertThat(caller.answer(one, "help.getNearestDc")).isEqualTo(Doorway.nearest(1));
            assertThat(caller.answer(two, "help.getNearestDc")).isEqualTo(Doorway.nearest(2));
        }

        @Test
        void do_not_wait_for_others_that_are_slow() throws IOException {
            doorway.lesson = (key, session, query) -> query.is("help.getConfig")
                    ? new CompletableFuture<>()
                    : CompletableFuture.completedFuture(Doorway.nearest(3));
            caller.send(TlObject.of("help.getConfig"));
            assertThat(caller.call(Doorway.question())).isEqualTo(Doorway.nearest(3));
        }

        @Test
        void are_refused_in_the_words_of_the_handler() throws IOException {
            doorway.lesson =
                    (key, session, query) -> CompletableFuture.failedFuture(RpcException.of(420, "FLOOD_WAIT_7"));
            TlObject refusal = caller.call(Doorway.question());
            assertThat(refusal.int32("error_code")).isEqualTo(420);
            assertThat(refusal.string("error_message")).isEqualTo("FLOOD_WAIT_7");
        }

        @Test
        void that_are_met_with_silence_seem_never_to_have_come() throws IOException {
            doorway.lesson = (key, session, query) -> CompletableFuture.failedFuture(RpcException.silence());
            long id = caller.send(Doorway.question());
            caller.send(TlObject.of("msgs_state_req").with("msg_ids", List.of(id)));
            assertThat(caller.await("msgs_state_info").object().bytes("info")).containsExactly(1);
        }

        @Test
        void that_are_forgotten_although_they_were_vouched_for_lead_to_a_new_greeting() throws IOException {
            CompletableFuture<TlObject> late = new CompletableFuture<>();
            doorway.lesson = (key, session, query) -> late;
            long id = caller.send(Doorway.question());
            caller.send(TlObject.of("msgs_state_req").with("msg_ids", List.of(id)));
            caller.await("msgs_state_info");
            forgottenLeadsToGreeting(id, late);
        }

        @Test
        void that_are_forgotten_although_they_were_acknowledged_lead_to_a_new_greeting() throws IOException {
            CompletableFuture<TlObject> late = new CompletableFuture<>();
            doorway.lesson = (key, session, query) -> late;
            long id = caller.send(Doorway.question());
            assertThat(caller.await("msgs_ack").object().elements("msg_ids", Long.class))
                    .containsExactly(id);
            forgottenLeadsToGreeting(id, late);
        }

        private void forgottenLeadsToGreeting(long id, CompletableFuture<TlObject> late) throws IOException {
            caller.await("new_session_created");
            late.completeExceptionally(RpcException.silence());
            doorway.lesson = (key, session, query) -> CompletableFuture.completedFuture(Doorway.nearest(1));
            caller.call(Doorway.question());
            caller.move(doorway.line());
            caller.send(TlObject.of("ping").with("ping_id", 1L));
            assertThat(caller.await("new_session_created").object().int64("first_msg_id"))
                    .isGreaterThan(id);
        }

        @Test
        void may_be_answered_by_much() throws IOException {
            doorway.lesson = (key, session, query) -> CompletableFuture.completedFuture(TlObject.of("upload.file")
                    .with("type", TlObject.of("storage.fileJpeg"))
                    .with("mtime", 1)
                    .with("bytes", Bytes.copyOf(new byte[500_000])));
            TlObject file = caller.call(Doorway.question());
            assertThat(file.bytes("bytes")).hasSize(500_000);
        }

        @Test
        void may_be_many_at_once() throws IOException {
            Set<Long> asked = new HashSet<>();
            for (int i = 0; i < 2000; i++) {
                asked.add(caller.send(Doorway.question()));
            }
            while (!asked.isEmpty()) {
                asked.remove(caller.receive().answers());
            }
            assertThat(doorway.calls).hasSize(2000);
        }
    }

    @Nested
    class A_mistake_of_the_handler {
        @Test
        void becomes_an_error_and_is_noted() throws IOException {
            try (Doorway other = new Doorway()) {
                other.lesson = (key, session, query) -> {
                    throw new IllegalStateException("planted");
                };
                TlObject refusal = other.caller().call(Doorway.question());
                assertThat(refusal.int32("error_code")).isEqualTo(500);
                assertThat(other.takeFailures())
                        .singleElement()
                        .satisfies(failure -> assertThat(failure).hasRootCauseMessage("planted"));
            }
        }

        @Test
        void may_be_an_answer_that_cannot_be_written() throws IOException {
            try (Doorway other = new Doorway()) {
                other.lesson = (key, session, query) -> CompletableFuture.completedFuture(TlObject.of("nearestDc"));
                assertThat(other.caller().call(Doorway.question()).int32("error_code"))
                        .isEqualTo(500);
                assertThat(other.takeFailures()).hasSize(1);
            }
        }
    }
}
