// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.api.Broadcast;
import dev.heliograph.api.BroadcastReport;
import dev.heliograph.api.BroadcastState;
import dev.heliograph.api.Enqueued;
import dev.heliograph.api.PoolStrategy;
import dev.heliograph.api.RecipientResult;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.FailureException;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SendResult;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.SessionName;
import dev.heliograph.spi.transport.Truth;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Broadcasts from start to end: held, withdrawn, stopped, resumed. */
class BroadcastTest {
    private static final String GONE = "@nobody_at_all";

    private static OutgoingMessage text(long chat, String text) {
        return OutgoingMessage.to(chat).text(text).build();
    }

    private static Stream<OutgoingMessage> messages(int count) {
        return IntStream.range(0, count).mapToObj(i -> text(1000 + i, "m" + i));
    }

    private static FleetRig rig(long seed) {
        return FleetRig.of(seed, "simulator:?seed=" + seed, 1).connect();
    }

    private static FleetRig shared(long seed, String store) {
        return FleetRig.of(seed, "simulator:?seed=" + seed, 1, builder -> builder.state("shared:" + store))
                .connect();
    }

    private static List<String> texts(FleetRig rig) {
        return rig.truth().accepted().stream().map(Truth.Accepted::text).toList();
    }

    @Nested
    class Pausing {
        @Test
        void nothing_but_what_is_in_flight_goes_out_after_a_pause() {
            try (FleetRig rig = rig(1)) {
                Broadcast broadcast =
                        rig.fleet.broadcast("news").messages(messages(2000)).start();
                rig.time.advance(Duration.ofSeconds(10));
                assertThat(rig.time.await(broadcast.pause())).isTrue();
                int atThePause = texts(rig).size();
                assertThat(atThePause).isGreaterThan(100);
                rig.time.advance(Duration.ofMinutes(5));
                assertThat(texts(rig).size() - atThePause)
                        .as("sent after the pause")
                        .isLessThan(20);
                assertThat(broadcast.progress().state()).isEqualTo(BroadcastState.PAUSED);
                assertThat(broadcast.done()).isNotDone();
            }
        }

        @Test
        void what_waits_for_the_look_up_of_a_name_is_taken_back_too() {
            try (FleetRig rig = rig(3)) {
                Broadcast broadcast = rig.fleet
                        .broadcast("names")
                        .messages(Stream.of("@alice", "@bob")
                                .map(name -> OutgoingMessage.to(name).text(name).build()))
                        .start();
                rig.time.advance(Duration.ofMillis(10));
                rig.time.await(broadcast.pause());
                rig.time.advance(Duration.ofMinutes(5));
                assertThat(texts(rig)).isEmpty();
                rig.time.await(broadcast.resume());
                assertThat(rig.time.await(broadcast.done()).sent()).isEqualTo(2);
            }
        }

        @Test
        void a_resumed_broadcast_sends_the_rest_once_and_in_order() {
            try (FleetRig rig = rig(2)) {
                Broadcast broadcast = rig.fleet
                        .broadcast("news")
                        .messages(IntStream.range(0, 600).mapToObj(i -> text(1000 + i % 200, "m" + i)))
                        .start();
                rig.time.advance(Duration.ofSeconds(5));
                rig.time.await(broadcast.pause());
                rig.time.advance(Duration.ofMinutes(1));
                assertThat(rig.time.await(broadcast.resume())).isTrue();
                BroadcastReport report = rig.time.await(broadcast.done());
                assertThat(report.state()).isEqualTo(BroadcastState.DONE);
                assertThat(report.sent()).isEqualTo(600);
                assertThat(texts(rig)).hasSize(600).doesNotHaveDuplicates();
                for (int chat = 0; chat < 200; chat++) {
                    long id = 1000 + chat;
                    assertThat(rig.truth().accepted().stream()
                                    .filter(accepted -> accepted.chatId() == id)
                                    .map(accepted ->
                                            Integer.parseInt(accepted.text().substring(1))))
                            .isSorted();
                }
            }
        }

        @Test
        void a_pause_of_one_job_leaves_another_alone() {
            try (FleetRig rig = rig(3)) {
                Broadcast held =
                        rig.fleet.broadcast("held").messages(messages(500)).start();
                Broadcast other = rig.fleet
                        .broadcast("other")
                        .messages(IntStream.range(0, 300).mapToObj(i -> text(9000 + i, "o" + i)))
                        .start();
                rig.time.advance(Duration.ofSeconds(1));
                rig.time.await(held.pause());
                assertThat(rig.time.await(other.done()).sent()).isEqualTo(300);
                assertThat(held.progress().sent()).isLessThan(100);
            }
        }
    }

    @Nested
    class Withdrawing {
        @Test
        void a_cancelled_broadcast_stops_and_its_report_adds_up() {
            try (FleetRig rig = rig(4)) {
                Broadcast broadcast =
                        rig.fleet.broadcast("news").messages(messages(3000)).start();
                rig.time.advance(Duration.ofSeconds(10));
                int before = texts(rig).size();
                BroadcastReport report = rig.time.await(broadcast.cancel());
                assertThat(report.state()).isEqualTo(BroadcastState.CANCELLED);
                assertThat(report.sent()).isEqualTo(texts(rig).size()).isLessThan(before + 20);
                assertThat(report.sent()
                                + report.unknown()
                                + report.failed().values().stream()
                                        .mapToLong(Long::longValue)
                                        .sum())
                        .isEqualTo(report.total());
                rig.time.advance(Duration.ofMinutes(5));
                assertThat(texts(rig)).hasSize((int) report.sent());
                List<RecipientResult> results =
                        rig.time.await(broadcast.results(0, 5000)).orThrow();
                assertThat(results).hasSize((int) report.total());
                assertThat(results.stream().filter(result -> result.reason().equals("CANCELLED")))
                        .hasSize((int) (report.total() - report.sent()));
            }
        }

        @Test
        void a_paused_broadcast_can_be_cancelled_and_its_name_used_again() {
            try (FleetRig rig = rig(5)) {
                Broadcast broadcast =
                        rig.fleet.broadcast("news").messages(messages(300)).start();
                rig.time.advance(Duration.ofSeconds(2));
                rig.time.await(broadcast.pause());
                rig.time.await(broadcast.cancel());
                int sent = texts(rig).size();
                Broadcast again =
                        rig.fleet.broadcast("news").messages(messages(310)).start();
                BroadcastReport report = rig.time.await(again.done());
                assertThat(report.state()).isEqualTo(BroadcastState.DONE);
                // the first 300 have their ends; the ten are new
                assertThat(report.sent()).isEqualTo(sent + 10);
                assertThat(report.total()).isEqualTo(310);
                assertThat(report.failed()).containsEntry(SendStatus.FAILED, 300L - sent);
                assertThat(texts(rig)).hasSize(sent + 10).doesNotHaveDuplicates();
            }
        }

        @Test
        void a_cancel_does_not_wait_for_a_session_that_may_never_come_back() {
            try (FleetRig rig = rig(6)) {
                rig.time.await(rig.client(1).disconnect());
                Broadcast broadcast =
                        rig.fleet.broadcast("news").messages(messages(100)).start();
                rig.time.advance(Duration.ofMinutes(1));
                BroadcastReport report = rig.time.await(broadcast.cancel());
                assertThat(report.state()).isEqualTo(BroadcastState.CANCELLED);
                assertThat(report.sent()).isZero();
            }
        }

        @Test
        void the_stop_rule_withdraws_the_rest() {
            try (FleetRig rig = rig(7)) {
                Broadcast broadcast = rig.fleet
                        .broadcast("bad")
                        .messages(IntStream.range(0, 1000)
                                .mapToObj(i -> i % 2 == 0
                                        ? OutgoingMessage.to(GONE).text("m" + i).build()
                                        : text(1000 + i, "m" + i)))
                        .stopAfter(0.3, 50)
                        .start();
                BroadcastReport report = rig.time.await(broadcast.done());
                assertThat(report.state()).isEqualTo(BroadcastState.STOPPED);
                assertThat(report.sent()).isLessThan(400);
                assertThat(report.failed().get(SendStatus.NOT_FOUND)).isPositive();
                assertThat(texts(rig)).hasSize((int) report.sent());
            }
        }
    }

    @Nested
    class Resuming {
        @Test
        void after_a_restart_only_what_is_left_is_sent() {
            int before;
            try (FleetRig rig = shared(8, "restart")) {
                Broadcast broadcast =
                        rig.fleet.broadcast("news").messages(messages(400)).start();
                rig.time.advance(Duration.ofSeconds(4));
                rig.time.await(rig.fleet.close(Duration.ZERO));
                before = texts(rig).size();
                assertThat(before).isBetween(50, 399);
                rig.time.settle();
                assertThatThrownBy(() -> broadcast.done().join()).hasCauseInstanceOf(FailureException.class);
            }
            try (FleetRig rig = shared(9, "restart")) {
                Broadcast broadcast =
                        rig.fleet.broadcast("news").messages(messages(400)).start();
                BroadcastReport report = rig.time.await(broadcast.done());
                assertThat(report.total()).isEqualTo(400);
                assertThat(report.sent() + report.unknown()).isEqualTo(400);
                // what was under way at the end may have arrived or not, and is not sent again
                assertThat(texts(rig))
                        .hasSizeBetween(400 - before - (int) report.unknown(), 400 - before)
                        .doesNotHaveDuplicates();
                assertThat(rig.time.await(broadcast.results(0, 1000)).orThrow())
                        .hasSize(400)
                        .allMatch(result ->
                                result.status() == SendStatus.SUCCESS || result.status() == SendStatus.UNKNOWN);
            }
        }

        @Test
        void failures_of_an_earlier_run_keep_their_status() {
            try (FleetRig rig = shared(10, "statuses")) {
                rig.time.await(rig.fleet
                        .broadcast("news")
                        .messages(Stream.of(
                                OutgoingMessage.to("@blocked").text("a").build(),
                                OutgoingMessage.to(GONE).text("b").build(),
                                text(77, "c")))
                        .start()
                        .done());
            }
            try (FleetRig rig = shared(11, "statuses")) {
                BroadcastReport report = rig.time.await(rig.fleet
                        .broadcast("news")
                        .messages(Stream.of(
                                OutgoingMessage.to("@blocked").text("a").build(),
                                OutgoingMessage.to(GONE).text("b").build(),
                                text(77, "c"),
                                text(78, "d")))
                        .start()
                        .done());
                assertThat(report.failed())
                        .containsEntry(SendStatus.FORBIDDEN, 1L)
                        .containsEntry(SendStatus.NOT_FOUND, 1L)
                        .hasSize(2);
                assertThat(report.sent()).isEqualTo(2);
                assertThat(texts(rig)).containsExactly("d");
            }
        }

        @Test
        void a_job_that_was_held_when_the_process_ended_is_still_held() {
            try (FleetRig rig = shared(12, "held")) {
                Broadcast broadcast =
                        rig.fleet.broadcast("news").messages(messages(200)).start();
                rig.time.await(broadcast.pause());
            }
            try (FleetRig rig = shared(13, "held")) {
                Broadcast broadcast =
                        rig.fleet.broadcast("news").messages(messages(200)).start();
                rig.time.advance(Duration.ofMinutes(1));
                assertThat(texts(rig)).isEmpty();
                assertThat(broadcast.progress().state()).isEqualTo(BroadcastState.PAUSED);
                rig.time.await(broadcast.resume());
                assertThat(rig.time.await(broadcast.done()).state()).isEqualTo(BroadcastState.DONE);
            }
        }
    }

    @Nested
    class Sharing {
        @Test
        void two_jobs_share_by_weight() {
            try (FleetRig rig = rig(14)) {
                Broadcast light =
                        rig.fleet.broadcast("light").messages(messages(3000)).start();
                Broadcast heavy = rig.fleet
                        .broadcast("heavy")
                        .messages(IntStream.range(0, 3000).mapToObj(i -> text(50_000 + i, "h" + i)))
                        .weight(3)
                        .start();
                rig.time.advance(Duration.ofSeconds(60));
                double ratio =
                        heavy.progress().sent() / (double) light.progress().sent();
                assertThat(ratio).isBetween(2.5, 3.5);
            }
        }

        @Test
        void a_job_that_runs_is_not_started_again() {
            try (FleetRig rig = rig(15)) {
                Broadcast first =
                        rig.fleet.broadcast("news").messages(messages(10)).start();
                assertThatThrownBy(() -> rig.fleet
                                .broadcast("news")
                                .messages(messages(10))
                                .start())
                        .isInstanceOf(ConfigurationException.class)
                        .hasMessageContaining("running already");
                rig.time.await(first.done());
                assertThat(rig.time
                                .await(rig.fleet
                                        .broadcast("news")
                                        .messages(messages(10))
                                        .start()
                                        .done())
                                .sent())
                        .isEqualTo(10);
            }
        }

        @Test
        void a_pool_of_the_same_name_is_the_same_or_refused() {
            try (FleetRig rig = FleetRig.of(16, "simulator:?seed=16", 2).connect()) {
                List<String> both = List.of("bot-1", "bot-2");
                assertThat(rig.fleet.pool("a", PoolStrategy.STICKY, both))
                        .isSameAs(rig.fleet.pool("a", PoolStrategy.STICKY, both));
                assertThatThrownBy(() -> rig.fleet.pool("a", PoolStrategy.STICKY, List.of("bot-1")))
                        .isInstanceOf(ConfigurationException.class);
                assertThatThrownBy(() -> rig.fleet.pool("a", PoolStrategy.ROUND_ROBIN, both))
                        .isInstanceOf(ConfigurationException.class);
            }
        }
    }

    @Nested
    class Audiences {
        @Test
        void the_stream_is_closed_at_the_end() {
            try (FleetRig rig = rig(17)) {
                AtomicInteger closed = new AtomicInteger();
                Broadcast broadcast = rig.fleet
                        .broadcast("news")
                        .messages(messages(700).onClose(closed::incrementAndGet))
                        .start();
                rig.time.await(broadcast.done());
                assertThat(closed).hasValue(1);
            }
        }

        @Test
        void an_audience_that_breaks_ends_the_run_and_what_was_read_goes_out() {
            try (FleetRig rig = rig(18)) {
                Broadcast broadcast = rig.fleet
                        .broadcast("news")
                        .messages(messages(30).peek(message -> {
                            if (message.text().text().equals("m20")) {
                                throw new IllegalStateException("no such line");
                            }
                        }))
                        .start();
                rig.time.advance(Duration.ofMinutes(1));
                assertThat(broadcast.done()).isCompletedExceptionally();
                assertThat(texts(rig)).hasSize(20);
                Broadcast mended =
                        rig.fleet.broadcast("news").messages(messages(30)).start();
                assertThat(rig.time.await(mended.done()).sent()).isEqualTo(30);
                assertThat(texts(rig)).hasSize(30);
            }
        }

        @Test
        void results_list_every_line_in_pages() {
            try (FleetRig rig = rig(19)) {
                Broadcast broadcast =
                        rig.fleet.broadcast("news").messages(messages(250)).start();
                rig.time.await(broadcast.done());
                List<RecipientResult> first =
                        rig.time.await(broadcast.results(0, 100)).orThrow();
                List<RecipientResult> rest =
                        rig.time.await(broadcast.results(100, 1000)).orThrow();
                assertThat(Stream.concat(first.stream(), rest.stream()).map(RecipientResult::line))
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, 250).boxed().toList());
            }
        }
    }

    @Nested
    class Enqueueing {
        @Test
        void the_same_key_completes_every_result() {
            try (FleetRig rig = rig(20)) {
                OutgoingMessage message =
                        OutgoingMessage.to(77).text("once").key("k").build();
                Enqueued first = rig.time.await(rig.client(1).enqueue(message)).orThrow();
                Enqueued second = rig.time.await(rig.client(1).enqueue(message)).orThrow();
                SendResult sent = rig.time.await(first.result());
                assertThat(second.fresh()).isFalse();
                assertThat(rig.time.await(second.result()).messageId()).isEqualTo(sent.messageId());
                assertThat(texts(rig)).containsExactly("once");
            }
        }

        @Test
        void a_key_whose_message_has_its_end_already_tells_it() {
            try (FleetRig rig = rig(21)) {
                OutgoingMessage message =
                        OutgoingMessage.to(77).text("once").key("k").build();
                SendResult sent = rig.time.await(
                        rig.time.await(rig.client(1).enqueue(message)).orThrow().result());
                SendResult again = rig.time.await(
                        rig.time.await(rig.client(1).enqueue(message)).orThrow().result());
                assertThat(again.status()).isEqualTo(SendStatus.SUCCESS);
                assertThat(again.messageId()).isEqualTo(sent.messageId());
                assertThat(again.chatId()).isEqualTo(77);
                assertThat(again.sentBy()).isEqualTo(SessionName.of("bot-1"));
            }
        }

        @Test
        void a_closed_fleet_takes_nothing() {
            FleetRig rig = rig(22);
            rig.close();
            Outcome<Enqueued> refused = rig.time.await(rig.client(1).enqueue(text(77, "late")));
            assertThat(refused.isDone()).isFalse();
        }

        @Test
        void closing_twice_gives_the_same_report() {
            try (FleetRig rig = rig(23)) {
                assertThat(rig.fleet.close(Duration.ofSeconds(1))).isSameAs(rig.fleet.close(Duration.ofSeconds(2)));
            }
        }
    }
}
