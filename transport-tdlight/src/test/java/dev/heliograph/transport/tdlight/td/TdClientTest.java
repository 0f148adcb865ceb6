// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.td;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.time.VirtualTimeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TdClientTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final QueueEngine engine = new QueueEngine();
    private final TdHub hub = TdHub.of(engine);
    private final VirtualTimeline timeline = VirtualTimeline.seeded(7);
    private final List<String> heard = new ArrayList<>();
    private final TdClient client = client(Set.of("updateUser"));

    private TdClient client(Set<String> wanted) {
        return TdClient.open(hub, timeline.strand("client"), new TdListener() {
            @Override
            public Set<String> wanted() {
                return wanted;
            }

            @Override
            public void update(JsonNode update) {
                heard.add(update.path("@type").asString());
            }

            @Override
            public void closed() {
                heard.add("closed");
            }
        });
    }

    /** Lets the hub hand over what there is, and the strand take it. */
    private void receive() {
        hub.run(engine::isSilent);
        timeline.settle();
    }

    private List<TdAnswer> ask(String type) {
        List<TdAnswer> answers = new ArrayList<>();
        client.ask(TdClient.request(type), SECOND, answers::add);
        return answers;
    }

    @Nested
    class A_request {
        @Test
        void finds_its_answer_among_others() {
            List<TdAnswer> first = ask("getMe");
            List<TdAnswer> second = ask("getOption");
            engine.says(client.id(), "{\"@type\":\"ok\",\"@extra\":2}");
            engine.says(client.id(), "{\"@type\":\"user\",\"id\":5,\"@extra\":1}");
            receive();
            assertThat(first).singleElement().satisfies(answer -> {
                assertThat(answer.isObject()).isTrue();
                assertThat(answer.object().path("id").asInt()).isEqualTo(5);
            });
            assertThat(second).hasSize(1);
        }

        @Test
        void that_is_refused_gets_code_and_text() {
            List<TdAnswer> answers = ask("getChat");
            engine.says(client.id(), "{\"@type\":\"error\",\"code\":400,\"message\":\"Chat not found\",\"@extra\":1}");
            receive();
            assertThat(answers).singleElement().satisfies(answer -> {
                assertThat(answer.kind()).isEqualTo(TdAnswer.Kind.ERROR);
                assertThat(answer.code()).isEqualTo(400);
                assertThat(answer.text()).isEqualTo("Chat not found");
            });
        }

        @Test
        void ends_in_its_time_and_a_late_answer_is_dropped() {
            List<TdAnswer> answers = ask("getMe");
            timeline.advance(SECOND);
            engine.says(client.id(), "{\"@type\":\"user\",\"@extra\":1}");
            receive();
            assertThat(answers).extracting(TdAnswer::kind).containsExactly(TdAnswer.Kind.TIMED_OUT);
            assertThat(client.underWay()).isZero();
        }

        @Test
        void that_waits_at_the_end_is_answered_and_one_that_comes_later_too() {
            List<TdAnswer> waiting = ask("getMe");
            engine.state(client.id(), "Closed");
            receive();
            List<TdAnswer> late = ask("getMe");
            timeline.settle();
            assertThat(waiting).extracting(TdAnswer::kind).containsExactly(TdAnswer.Kind.CLOSED);
            assertThat(late).extracting(TdAnswer::kind).containsExactly(TdAnswer.Kind.CLOSED);
        }

        @Test
        void carries_a_number_of_its_own() {
            ask("getMe");
            ask("getMe");
            assertThat(engine.sent)
                    .containsExactly(
                            client.id() + " {\"@type\":\"getMe\",\"@extra\":1}",
                            client.id() + " {\"@type\":\"getMe\",\"@extra\":2}");
        }
    }

    @Nested
    class An_update {
        @Test
        void that_is_wanted_is_heard_and_another_is_not() {
            engine.says(client.id(), "{\"@type\":\"updateUser\"}");
            engine.says(client.id(), "{\"@type\":\"updateOption\"}");
            receive();
            assertThat(heard).containsExactly("updateUser");
        }

        @Test
        void of_another_client_is_not_heard() {
            engine.says(client.id() + 1, "{\"@type\":\"updateUser\"}");
            receive();
            assertThat(heard).isEmpty();
        }

        @Test
        void that_quotes_the_number_of_another_client_goes_where_it_belongs() {
            engine.says(client.id(), "{\"@type\":\"updateUser\",\"name\":\"\\\"@client_id\\\":77}\"}");
            receive();
            assertThat(heard).containsExactly("updateUser");
        }

        @Test
        void that_is_not_JSON_stops_nobody() {
            engine.says(client.id(), "{\"@type\":\"updateUser\",}");
            engine.says(client.id(), "{\"@type\":\"updateUser\"}");
            receive();
            assertThat(heard).containsExactly("updateUser");
        }
    }

    @Nested
    class The_end {
        @Test
        void is_told_once_even_where_states_are_not_wanted() {
            var ended = client.close().toCompletableFuture();
            engine.state(client.id(), "Closing");
            engine.state(client.id(), "Closed");
            receive();
            assertThat(heard).containsExactly("closed");
            assertThat(ended).isDone();
            assertThat(hub.open()).isZero();
        }

        @Test
        void of_the_process_closes_all_and_lets_nobody_in() {
            engine.state(client.id(), "Closed");
            assertThat(hub.closeAll(SECOND, timeline::nanos)).isZero();
            assertThat(engine.sent).contains(client.id() + " {\"@type\":\"close\"}");
            assertThatThrownBy(() -> client(Set.of())).isInstanceOf(IllegalStateException.class);
        }
    }

    @Nested
    class A_loop {
        @Test
        void that_is_woken_looks_whether_it_is_to_end() {
            hub.wake();
            receive();
            assertThat(engine.sent).containsExactly("0 {\"@type\":\"close\"}");
            assertThat(heard).isEmpty();
        }

        @Test
        void that_is_interrupted_ends() {
            Thread.currentThread().interrupt();
            hub.run(() -> false);
            assertThat(Thread.interrupted()).as("still interrupted").isTrue();
        }

        @Test
        void survives_a_listener_that_fails() {
            int failing = hub.open(json -> {
                throw new IllegalStateException("a bug");
            });
            engine.says(failing, "{\"@type\":\"updateUser\"}");
            engine.says(client.id(), "{\"@type\":\"updateUser\"}");
            receive();
            assertThat(heard).containsExactly("updateUser");
        }
    }
}
