// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.api.Broadcast;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.model.QuietHours;
import dev.heliograph.spi.transport.Truth;
import dev.heliograph.time.VirtualTimeline;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Broadcasts whose process is gone, beside those of a process that lives. */
class JobsOfOthersTest {
    private static final int MANY = 5_000;

    private final VirtualTimeline time = VirtualTimeline.seeded(9);
    private String store;

    @BeforeEach
    void name(TestInfo test) {
        store = test.getDisplayName().replaceAll("\\W", "");
    }

    private FleetRig node(String name, boolean atOnce) {
        return FleetRig.of(
                time,
                "simulator:?seed=9",
                1,
                builder -> builder.state("shared:" + store + (atOnce ? "?at-once=true" : ""))
                        .node(name));
    }

    private static Stream<OutgoingMessage> messages(String job, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> OutgoingMessage.to(3000 + i).text(job + " " + i).build());
    }

    private static long sent(FleetRig rig, String job) {
        return rig.truth().accepted().stream()
                .map(Truth.Accepted::text)
                .filter(text -> text.startsWith(job + " "))
                .count();
    }

    private LocalTime clock(Duration fromNow) {
        return time.instant().plus(fromNow).atZone(ZoneOffset.UTC).toLocalTime().truncatedTo(ChronoUnit.MINUTES);
    }

    @Test
    void one_whose_audience_came_slowly_is_carried_on_by_who_serves_later() {
        FleetRig gone = node("gone", true).connect();
        FleetRig beside = node("beside", true);
        Object serving = beside.fleet.serve();
        Stream<OutgoingMessage> slow = messages("slow", 1_000).peek(message -> {
            if (message.peer().equals(Peer.of(3_700))) {
                // the first part is sent long before the second is there
                time.advance(Duration.ofMinutes(2));
            }
        });
        Object unused = gone.fleet.broadcast("slow").messages(slow).start();
        time.advance(Duration.ofSeconds(130));
        gone.close();
        beside.close();
        try (FleetRig later = node("later", true)) {
            Object alsoServing = later.fleet.serve();
            time.advance(Duration.ofMinutes(5));

            assertThat(time.await(later.fleet.jobs().find("slow"))
                            .orThrow()
                            .orElseThrow()
                            .counts())
                    .satisfies(counts -> assertThat(counts.total()).isEqualTo(1_000))
                    .satisfies(counts -> assertThat(counts.sent()).isEqualTo(1_000));
        }
    }

    @Nested
    class Quiet_hours {
        /** Leaves a broadcast of which a part is sent, and which is to rest from then on for an hour; answers how much. */
        private int leave(Duration from, boolean atOnce) {
            try (FleetRig gone = node("gone", atOnce).connect()) {
                Object unused = gone.fleet
                        .broadcast("night")
                        .messages(messages("night", MANY))
                        .quietHours(new QuietHours(clock(from), clock(from.plus(Duration.ofHours(1))), ZoneOffset.UTC))
                        .start();
                time.advance(Duration.ofSeconds(30));
                int before = (int) sent(gone, "night");
                assertThat(before).isBetween(100, MANY - 100);
                return before;
            }
        }

        private void day(FleetRig rig) {
            Broadcast day =
                    rig.fleet.broadcast("day").messages(messages("day", 50)).start();
            assertThat(time.await(day.done()).sent()).isEqualTo(50);
        }

        @Test
        void of_a_broadcast_that_rests_are_kept_by_one_that_does_not() {
            leave(Duration.ofMinutes(2), true);
            time.advance(Duration.ofMinutes(10));
            try (FleetRig here = node("here", true).connect()) {
                day(here);
                time.advance(Duration.ofMinutes(30));
                assertThat(sent(here, "night")).isZero();
                time.advance(Duration.ofMinutes(30));
                assertThat(sent(here, "night")).isGreaterThan(100);
            }
        }

        @Test
        void that_begin_under_way_are_kept_by_the_broadcast_that_moves_the_rows() {
            leave(Duration.ofMinutes(2), true);
            try (FleetRig here = node("here", true).connect()) {
                day(here);
                time.advanceUntil(() -> !time.instant().isBefore(VirtualTimeline.START.plusSeconds(130)), MAX);
                long atNight = sent(here, "night");
                assertThat(atNight).isPositive();
                time.advance(Duration.ofMinutes(40));
                assertThat(sent(here, "night")).isEqualTo(atNight);
            }
        }

        @Test
        void are_kept_over_a_store_that_one_process_has_at_a_time() {
            leave(Duration.ofMinutes(2), false);
            time.advance(Duration.ofMinutes(10));
            try (FleetRig here = node("here", false).connect()) {
                day(here);
                time.advance(Duration.ofMinutes(30));
                assertThat(sent(here, "night")).isZero();
                time.advance(Duration.ofMinutes(30));
                assertThat(sent(here, "night")).isGreaterThan(100);
            }
        }

        private static final Duration MAX = Duration.ofHours(1);
    }
}
