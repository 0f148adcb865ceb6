// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.heliograph.api.CloseReport;
import dev.heliograph.api.Heliograph;
import dev.heliograph.api.TelegramClient;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Environment;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SendResult;
import dev.heliograph.model.SendStatus;
import dev.heliograph.time.VirtualTimeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is asked of a fleet that is being closed, or is closed, has an answer. */
class EndOfLifeTest {
    private static final Duration SPAN = Duration.ofSeconds(1);

    private static OutgoingMessage text(long chat, String text) {
        return OutgoingMessage.to(chat).text(text).build();
    }

    private static List<String> open(Map<String, CompletableFuture<?>> answers) {
        return answers.entrySet().stream()
                .filter(answer -> !answer.getValue().isDone())
                .map(Map.Entry::getKey)
                .toList();
    }

    @Nested
    class In_virtual_time {
        private static FleetRig rig(String store) {
            return FleetRig.of(3, "simulator:?seed=3&latency=20ms", 2, builder -> builder.state(store));
        }

        @ParameterizedTest
        @ValueSource(strings = {"memory:", "shared:end-of-life"})
        void every_call_of_a_fleet_that_is_closed_is_answered(String store) {
            FleetRig rig = rig(store).connect();
            rig.close();
            Map<String, CompletableFuture<?>> answers = new EveryCall(rig.fleet).make();
            rig.time.advance(Duration.ofMinutes(1));

            assertThat(open(answers)).isEmpty();
            SendResult sent = (SendResult) answers.get("bot-1.send").join();
            assertThat(sent.status()).isEqualTo(SendStatus.FAILED);
            assertThat(sent.reason()).isEqualTo("CLOSED");
        }

        @ParameterizedTest
        @ValueSource(strings = {"memory:", "shared:end-of-life-2"})
        void every_call_at_every_moment_of_the_closing_is_answered(String store) {
            // one fleet for each moment: what is asked holds the closing up
            for (int moment = 0; moment < 20; moment++) {
                FleetRig rig = rig(store + (store.startsWith("shared") ? "-" + moment : ""))
                        .connect();
                EveryCall calls = new EveryCall(rig.fleet);
                Map<String, CompletableFuture<?>> before = calls.make();
                CompletableFuture<CloseReport> closed = rig.fleet.close(SPAN);
                rig.time.advance(Duration.ofMillis(60L * moment));
                Map<String, CompletableFuture<?>> during = calls.make();
                rig.time.await(closed);
                rig.time.advance(Duration.ofMinutes(1));

                assertThat(open(before)).as("before, closed for %d", moment).isEmpty();
                assertThat(open(during)).as("during, closed for %d", moment).isEmpty();
            }
        }

        @Test
        void every_call_of_a_fleet_that_was_never_connected_is_answered() {
            FleetRig rig = rig("memory:");
            Map<String, CompletableFuture<?>> answers = new EveryCall(rig.fleet).make();
            rig.close();
            rig.time.advance(Duration.ofMinutes(1));

            assertThat(open(answers)).isEmpty();
        }

        @Test
        void closing_runs_the_time_by_itself() {
            VirtualTimeline time = VirtualTimeline.seeded(5);
            CompletableFuture<SendResult> sent;
            try (Heliograph fleet = FleetRig.of(time, "simulator:?seed=5", 1, builder -> builder).fleet) {
                time.await(fleet.connect());
                sent = fleet.client("bot-1").send(text(1001, "the last one"));
            }

            assertThat(sent).isCompleted();
            assertThat(sent.join().isSuccess()).isTrue();
        }

        @Test
        void a_handler_cannot_wait_for_the_end_and_is_told_how_to_close() {
            FleetRig rig = rig("memory:").connect();
            CompletableFuture<Void> refused = rig.client(1)
                    .send(text(1001, "hello"))
                    .thenRun(() -> assertThatIllegalStateException()
                            .isThrownBy(rig.fleet::close)
                            .withMessageContaining("fleet.close(span)"));

            rig.time.await(refused);
            rig.close();
        }
    }

    @Nested
    @Timeout(300)
    class In_real_time {
        private static Heliograph fleet(String more) {
            return Heliograph.builder()
                    .transport("simulator:?seed=1&latency=1ms&jitter=0ms" + more)
                    .environment(Environment.of(Map.of()))
                    .session(ClientConfig.named("bot-1").botToken("501:secret").build())
                    .session(ClientConfig.named("bot-2").botToken("502:secret").build())
                    .open();
        }

        @Test
        void calls_of_many_threads_while_a_fleet_is_closed_are_all_answered() throws Exception {
            for (int round = 0; round < 6; round++) {
                Heliograph fleet = fleet("");
                if (round % 3 != 0) {
                    fleet.connect().get(30, TimeUnit.SECONDS);
                }
                AtomicBoolean over = new AtomicBoolean();
                CountDownLatch begun = new CountDownLatch(4);
                List<Map<String, CompletableFuture<?>>> made = new ArrayList<>();
                List<Thread> callers = new ArrayList<>();
                for (int caller = 0; caller < 4; caller++) {
                    EveryCall calls = new EveryCall(fleet);
                    Thread thread = new Thread(() -> {
                        int rest = 2;
                        while (rest > 0) {
                            Map<String, CompletableFuture<?>> answers = calls.make();
                            synchronized (made) {
                                made.add(answers);
                            }
                            begun.countDown();
                            rest -= over.get() ? 1 : 0;
                        }
                    });
                    callers.add(thread);
                    thread.start();
                }
                begun.await();
                fleet.close(Duration.ofMillis(50L * (round % 4))).get(60, TimeUnit.SECONDS);
                over.set(true);
                for (Thread thread : callers) {
                    thread.join();
                }

                for (Map<String, CompletableFuture<?>> answers : made) {
                    for (Map.Entry<String, CompletableFuture<?>> answer : answers.entrySet()) {
                        assertThat(answer.getValue())
                                .as(answer.getKey())
                                .satisfies(
                                        one -> one.handle((value, bug) -> true).get(30, TimeUnit.SECONDS));
                    }
                }
                SendResult last =
                        (SendResult) made.get(made.size() - 1).get("bot-1.send").join();
                assertThat(last.status() + " " + last.reason()).isEqualTo("FAILED CLOSED");
            }
        }

        @Test
        void handlers_that_hang_do_not_hold_up_the_end() throws Exception {
            Heliograph fleet = fleet("");
            CountDownLatch never = new CountDownLatch(1);
            CountDownLatch hanging = new CountDownLatch(3);
            TelegramClient bot = fleet.client("bot-1");
            bot.onEvent(event -> {
                hanging.countDown();
                try {
                    never.await();
                } catch (InterruptedException end) {
                    Thread.currentThread().interrupt();
                }
            });
            fleet.connect().get(30, TimeUnit.SECONDS);
            for (String name : List.of("@echo", "@alice")) {
                bot.send(OutgoingMessage.to(name).text("hello").build()).get(30, TimeUnit.SECONDS);
            }
            Map<String, Long> spans = new LinkedHashMap<>();
            long before = System.nanoTime();
            fleet.close(SPAN).get(60, TimeUnit.SECONDS);
            spans.put("closed", System.nanoTime() - before);

            assertThat(spans.get("closed")).isLessThan(Duration.ofSeconds(6).toNanos());
        }
    }
}
