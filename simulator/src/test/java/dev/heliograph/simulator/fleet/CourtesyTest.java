// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import dev.heliograph.api.Broadcast;
import dev.heliograph.api.BroadcastReport;
import dev.heliograph.api.BroadcastState;
import dev.heliograph.api.Heliograph;
import dev.heliograph.api.JobSummary;
import dev.heliograph.api.RecipientResult;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.model.QuietHours;
import dev.heliograph.spi.transport.Truth;
import dev.heliograph.time.VirtualTimeline;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Broadcasts that keep still at times, and leave some people alone. */
class CourtesyTest {
    private final VirtualTimeline time = VirtualTimeline.seeded(11);

    private FleetRig rig(UnaryOperator<Heliograph.Builder> more) {
        return FleetRig.of(time, "simulator:?seed=11", 1, more).connect();
    }

    private FleetRig rig() {
        return rig(builder -> builder);
    }

    private FleetRig durable(TestInfo test) {
        return rig(builder -> builder.state("shared:" + test.getDisplayName().replaceAll("\\W", "")));
    }

    private static Stream<OutgoingMessage> messages(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> OutgoingMessage.to(3000 + i).text("m" + i).build());
    }

    private static Stream<OutgoingMessage> to(String... peers) {
        return Stream.of(peers)
                .map(peer -> OutgoingMessage.to(peer).text("for " + peer).build());
    }

    private static int sent(FleetRig rig) {
        return rig.truth().accepted().size();
    }

    private List<String> reasons(Broadcast broadcast) {
        return time.await(broadcast.results(0, 100)).orThrow().stream()
                .map(RecipientResult::reason)
                .toList();
    }

    /** Hours that begin and end so long after now. */
    private QuietHours quiet(Duration from, Duration to) {
        return new QuietHours(clock(from), clock(to), ZoneOffset.UTC);
    }

    private LocalTime clock(Duration fromNow) {
        return time.instant().plus(fromNow).atZone(ZoneOffset.UTC).toLocalTime().truncatedTo(ChronoUnit.MINUTES);
    }

    @Nested
    class Quiet_hours {
        @Test
        void hold_a_broadcast_that_begins_in_them() {
            try (FleetRig rig = rig()) {
                Broadcast broadcast = rig.fleet
                        .broadcast("night")
                        .messages(messages(50))
                        .quietHours(quiet(Duration.ofHours(-1), Duration.ofHours(2)))
                        .start();
                time.advance(Duration.ofMinutes(110));
                assertThat(sent(rig)).isZero();
                assertThat(broadcast.progress().state()).isEqualTo(BroadcastState.PAUSED);
                Instant before = time.instant();
                assertThat(time.await(broadcast.done()).sent()).isEqualTo(50);
                assertThat(time.instant()).isBetween(before, before.plus(Duration.ofMinutes(12)));
            }
        }

        @Test
        void interrupt_a_broadcast_and_let_it_go_on() {
            try (FleetRig rig = rig()) {
                Broadcast broadcast = rig.fleet
                        .broadcast("long")
                        .messages(messages(20_000))
                        .quietHours(quiet(Duration.ofMinutes(5), Duration.ofMinutes(65)))
                        .start();
                time.advance(Duration.ofMinutes(6));
                int atNight = sent(rig);
                assertThat(atNight).isBetween(5_000, 11_000);
                time.advance(Duration.ofMinutes(50));
                assertThat(sent(rig)).isEqualTo(atNight);
                time.advance(Duration.ofMinutes(11));
                assertThat(sent(rig)).isGreaterThan(atNight + 1000);
                assertThat(time.await(broadcast.done()).sent()).isEqualTo(20_000);
                assertThat(sent(rig)).isEqualTo(20_000);
            }
        }

        @Test
        void do_not_release_what_somebody_holds() {
            try (FleetRig rig = rig()) {
                Broadcast broadcast = rig.fleet
                        .broadcast("held")
                        .messages(messages(50))
                        .quietHours(quiet(Duration.ofHours(-1), Duration.ofHours(1)))
                        .start();
                time.advance(Duration.ofMinutes(10));
                assertThat(time.await(broadcast.pause())).isTrue();
                time.advance(Duration.ofHours(3));
                assertThat(sent(rig)).isZero();
                assertThat(time.await(broadcast.resume())).isTrue();
                assertThat(time.await(broadcast.done()).sent()).isEqualTo(50);
            }
        }

        @Test
        void give_way_to_somebody_who_wants_to_go_on() {
            try (FleetRig rig = rig()) {
                Broadcast broadcast = rig.fleet
                        .broadcast("urgent")
                        .messages(messages(50))
                        .quietHours(quiet(Duration.ofHours(-1), Duration.ofHours(5)))
                        .start();
                time.advance(Duration.ofMinutes(3));
                assertThat(time.await(broadcast.resume())).isTrue();
                time.advance(Duration.ofMinutes(5));
                assertThat(sent(rig)).isEqualTo(50);
            }
        }

        @Test
        void are_kept_with_the_job_over_a_restart(TestInfo test) {
            QuietHours hours = quiet(Duration.ofMinutes(-30), Duration.ofHours(3));
            try (FleetRig first = durable(test)) {
                Object unused = first.fleet
                        .broadcast("kept")
                        .messages(messages(50))
                        .quietHours(hours)
                        .start();
                time.advance(Duration.ofMinutes(1));
            }
            try (FleetRig second = durable(test)) {
                Broadcast resumed =
                        second.fleet.broadcast("kept").messages(messages(50)).start();
                time.advance(Duration.ofMinutes(100));
                assertThat(sent(second)).isZero();
                assertThat(time.await(resumed.done()).sent()).isEqualTo(50);
            }
        }

        @Test
        void begin_while_nobody_runs_and_are_observed_from_the_first_row_on(TestInfo test) {
            QuietHours hours = quiet(Duration.ofMinutes(2), Duration.ofHours(3));
            int before;
            try (FleetRig first = durable(test)) {
                Object unused = first.fleet
                        .broadcast("later")
                        .messages(messages(5000))
                        .quietHours(hours)
                        .start();
                time.advance(Duration.ofMinutes(1));
                before = sent(first);
                assertThat(before).isBetween(1_000, 4_000);
            }
            time.advance(Duration.ofMinutes(30));
            try (FleetRig second = durable(test)) {
                Broadcast resumed =
                        second.fleet.broadcast("later").messages(messages(5000)).start();
                time.advance(Duration.ofMinutes(60));
                assertThat(sent(second)).isZero();
                assertThat(time.await(resumed.done()).sent()).isEqualTo(5000);
            }
        }

        @Test
        void that_are_over_leave_a_hold_of_somebody_else_unless_told(TestInfo test) {
            try (FleetRig first = durable(test)) {
                Broadcast broadcast =
                        first.fleet.broadcast("left").messages(messages(3000)).start();
                time.await(broadcast.pause());
            }
            try (FleetRig second = durable(test)) {
                Broadcast held =
                        second.fleet.broadcast("left").messages(messages(3000)).start();
                time.advance(Duration.ofMinutes(5));
                assertThat(held.progress().state()).isEqualTo(BroadcastState.PAUSED);
            }
            try (FleetRig third = durable(test)) {
                Broadcast released = third.fleet
                        .broadcast("left")
                        .messages(messages(3000))
                        .releaseHold(true)
                        .start();
                assertThat(time.await(released.done()).sent()).isEqualTo(3000);
            }
        }

        @Test
        void without_end_are_refused() {
            try (FleetRig rig = rig()) {
                Broadcast.Builder plan = rig.fleet
                        .broadcast("never")
                        .messages(messages(1))
                        .quietHours(quiet(Duration.ZERO, Duration.ofHours(12)))
                        .quietHours(quiet(Duration.ofHours(12), Duration.ZERO));
                assertThatExceptionOfType(ConfigurationException.class)
                        .isThrownBy(plan::start)
                        .withMessageContaining("no time to send");
            }
        }
    }

    @Nested
    class Those_who_opted_out {
        @Test
        void get_nothing_and_have_their_place_in_the_results() {
            try (FleetRig rig = rig()) {
                assertThat(time.await(rig.fleet.exclusions().optOut(Peer.of("@bob")))
                                .orThrow())
                        .isTrue();
                Broadcast broadcast = rig.fleet
                        .broadcast("news")
                        .messages(to("@alice", "@Bob", "700001"))
                        .optOuts(Set.of(Peer.of(700001)))
                        .start();
                BroadcastReport report = time.await(broadcast.done());
                assertThat(report.sent()).isEqualTo(1);
                assertThat(report.failed()).isEmpty();
                assertThat(report.skipped()).isEqualTo(2);
                assertThat(report.reasons()).containsOnly(entry("OPTED_OUT", 2L));
                assertThat(broadcast.progress().failed()).isZero();
                assertThat(broadcast.progress().skipped()).isEqualTo(2);
                assertThat(broadcast.progress().settled()).isEqualTo(3);
                assertThat(reasons(broadcast)).containsExactly("OK", "OPTED_OUT", "OPTED_OUT");
            }
        }

        @Test
        void after_a_message_was_stored_get_none_of_it(TestInfo test) {
            try (FleetRig first = durable(test)) {
                Broadcast broadcast = first.fleet
                        .broadcast("news")
                        .messages(to("@alice", "@bob"))
                        .quietHours(quiet(Duration.ofHours(-1), Duration.ofHours(1)))
                        .start();
                time.advance(Duration.ofMinutes(1));
                assertThat(time.await(first.fleet.exclusions().optOut(Peer.of("@bob")))
                                .isDone())
                        .isTrue();
                time.await(broadcast.done());
                assertThat(reasons(broadcast)).containsExactly("OK", "OPTED_OUT");
            }
        }

        @Test
        void may_come_back() {
            try (FleetRig rig = rig()) {
                time.await(rig.fleet.exclusions().optOut(Peer.of("@bob")));
                assertThat(time.await(rig.fleet.exclusions().optedOut()).orThrow())
                        .containsExactly("@bob");
                assertThat(time.await(rig.fleet.exclusions().optIn(Peer.of("@bob")))
                                .orThrow())
                        .isTrue();
                assertThat(time.await(rig.fleet.exclusions().optIn(Peer.of("@bob")))
                                .orThrow())
                        .isFalse();
                Broadcast broadcast =
                        rig.fleet.broadcast("news").messages(to("@bob")).start();
                assertThat(time.await(broadcast.done()).sent()).isEqualTo(1);
            }
        }

        @Test
        void do_not_stop_a_broadcast_as_failures_would() {
            try (FleetRig rig = rig()) {
                Broadcast broadcast = rig.fleet
                        .broadcast("news")
                        .messages(messages(300))
                        .skip(message -> !message.text().text().endsWith("0"))
                        .stopAfter(0.5, 10)
                        .start();
                BroadcastReport report = time.await(broadcast.done());
                assertThat(report.state()).isEqualTo(BroadcastState.DONE);
                assertThat(report.sent()).isEqualTo(30);
                assertThat(reasons(broadcast).subList(0, 3)).containsExactly("OK", "SKIPPED", "SKIPPED");
            }
        }
    }

    @Nested
    class Those_who_cannot_be_reached {
        private Broadcast.Builder plan(FleetRig rig, String job) {
            return rig.fleet
                    .broadcast(job)
                    .messages(to("@alice", "@blocked", "@nobody_here", "-1001000000003"))
                    .rememberUnreachable(true)
                    .skipUnreachable(true);
        }

        @Test
        void are_tried_by_one_job_and_passed_over_by_the_next() {
            try (FleetRig rig = rig()) {
                Broadcast first = plan(rig, "one").start();
                time.await(first.done());
                assertThat(reasons(first)).doesNotContain("KNOWN_UNREACHABLE");
                int calls = sent(rig);
                Broadcast second = plan(rig, "two").start();
                time.await(second.done());
                assertThat(reasons(second))
                        .containsExactly("OK", "KNOWN_UNREACHABLE", "KNOWN_UNREACHABLE", "KNOWN_UNREACHABLE");
                assertThat(sent(rig)).isEqualTo(calls + 1);
            }
        }

        @Test
        void are_tried_again_after_a_day_where_a_right_was_missing() {
            try (FleetRig rig = rig()) {
                time.await(plan(rig, "one").start().done());
                time.advance(Duration.ofHours(25));
                Broadcast second = plan(rig, "two").start();
                time.await(second.done());
                assertThat(reasons(second))
                        .containsExactly("OK", "KNOWN_UNREACHABLE", "KNOWN_UNREACHABLE", "CHAT_WRITE_FORBIDDEN");
                time.advance(Duration.ofDays(90));
                Broadcast third = plan(rig, "three").start();
                time.await(third.done());
                assertThat(reasons(third)).doesNotContain("KNOWN_UNREACHABLE");
            }
        }

        @Test
        void are_tried_again_by_those_who_ask_and_once_nothing_is_known_of_them() {
            try (FleetRig rig = rig()) {
                time.await(plan(rig, "one").start().done());
                Broadcast again = plan(rig, "two").skipUnreachable(false).start();
                time.await(again.done());
                assertThat(reasons(again)).contains("USER_IS_BLOCKED");
                assertThat(time.await(rig.fleet.exclusions().unreachable(List.of("bot-1")))
                                .orThrow())
                        .containsExactly("-1001000000003", "@blocked", "@nobody_here");
                time.await(rig.fleet.exclusions().forget(Peer.of("@blocked")));
                Broadcast third = plan(rig, "three").start();
                time.await(third.done());
                assertThat(reasons(third)).contains("USER_IS_BLOCKED");
            }
        }

        @Test
        void by_one_session_are_left_to_the_others() {
            try (FleetRig rig = rig()) {
                time.await(plan(rig, "one").start().done());
                assertThat(time.await(rig.fleet.exclusions().unreachable(List.of("bot-1", "bot-2")))
                                .orThrow())
                        .containsExactly("@nobody_here");
            }
        }
    }

    @Nested
    class Jobs_of_another_process {
        @Test
        void are_found_and_their_results_read(TestInfo test) {
            try (FleetRig rig = durable(test)) {
                time.await(rig.fleet
                        .broadcast("done")
                        .messages(to("@alice", "@blocked"))
                        .start()
                        .done());
                JobSummary summary =
                        time.await(rig.fleet.jobs().find("done")).orThrow().orElseThrow();
                assertThat(summary.state()).isEqualTo(BroadcastState.DONE);
                assertThat(summary.counts().total()).isEqualTo(2);
                assertThat(time.await(rig.fleet.jobs().find("other")).orThrow()).isEmpty();
                assertThat(rig.truth().accepted())
                        .extracting(Truth.Accepted::text)
                        .containsExactly("for @alice");
            }
        }
    }
}
