// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.api.Broadcast;
import dev.heliograph.api.BroadcastProgress;
import dev.heliograph.api.BroadcastReport;
import dev.heliograph.api.Enqueued;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.spi.transport.Truth;
import dev.heliograph.time.VirtualTimeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Work that one process stores and another one, which has the sessions, sends. */
class WorkForOthersTest {
    private static final int MANY = 200;

    private final VirtualTimeline time = VirtualTimeline.seeded(11);
    private String store;

    @BeforeEach
    void name(TestInfo test) {
        store = test.getDisplayName().replaceAll("\\W", "");
    }

    private FleetRig node(String name) {
        return FleetRig.of(
                time,
                "simulator:?seed=11",
                2,
                builder -> builder.state("shared:" + store + "?at-once=true").node(name));
    }

    private static Stream<OutgoingMessage> messages(String job, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> OutgoingMessage.to(3000 + i).text(job + " " + i).build());
    }

    private static long sent(FleetRig rig, String job) {
        return rig.truth().accepted().stream()
                .map(Truth.Accepted::text)
                .filter(text -> text.startsWith(job + " "))
                .distinct()
                .count();
    }

    @Test
    void a_broadcast_of_a_process_without_sessions_goes_out_by_the_one_that_serves() {
        try (FleetRig serving = node("serving").connect();
                FleetRig beside = node("beside")) {
            Object unused = serving.fleet.serve();
            List<BroadcastProgress> told = new ArrayList<>();
            Broadcast broadcast = beside.fleet
                    .broadcast("spring")
                    .messages(messages("spring", MANY))
                    .onProgress(told::add)
                    .start();
            BroadcastReport report = time.await(broadcast.done());

            assertThat(report.sent()).isEqualTo(MANY);
            assertThat(sent(serving, "spring")).isEqualTo(MANY);
            assertThat(sent(beside, "spring")).isZero();
            assertThat(told)
                    .as("progress while another process sends")
                    .anyMatch(now -> now.settled() > 0 && now.settled() < MANY && now.perSecond() > 0);
            assertThat(time.await(broadcast.results(0, MANY + 1)).orThrow()).hasSize(MANY);
        }
    }

    @Test
    void a_broadcast_that_nobody_serves_yet_waits_for_who_does() {
        try (FleetRig beside = node("beside")) {
            Broadcast broadcast = beside.fleet
                    .broadcast("spring")
                    .messages(messages("spring", MANY))
                    .start();
            time.advance(Duration.ofMinutes(3));
            assertThat(broadcast.done()).isNotDone();
            try (FleetRig later = node("later")) {
                Object unused = later.fleet.serve();

                assertThat(time.await(broadcast.done()).sent()).isEqualTo(MANY);
                assertThat(sent(later, "spring")).isEqualTo(MANY);
            }
        }
    }

    @Test
    void a_queue_is_let_go_by_a_process_that_loses_its_last_session() {
        try (FleetRig first = node("first").connect();
                FleetRig other = node("other")) {
            Broadcast broadcast = first.fleet
                    .broadcast("spring")
                    .messages(messages("spring", 20 * MANY))
                    .start();
            time.advanceUntil(() -> sent(first, "spring") > MANY, Duration.ofMinutes(10));
            first.fleet.clients().forEach(client -> time.await(client.disconnect()));
            Object unused = other.fleet.serve();

            BroadcastReport report = time.await(broadcast.done());
            // those in flight when the connections broke may have been sent
            assertThat(report.unknown()).isLessThan(10);
            assertThat(report.sent() + report.unknown()).isEqualTo(20 * MANY);
            assertThat(sent(first, "spring") + sent(other, "spring")).isBetween(report.sent(), 20L * MANY);
            assertThat(sent(other, "spring")).isPositive();
        }
    }

    @Test
    void a_message_is_told_its_end_where_it_was_stored() {
        try (FleetRig serving = node("serving").connect();
                FleetRig beside = node("beside")) {
            Enqueued stored = time.await(beside.fleet
                            .clients()
                            .get(0)
                            .enqueue(OutgoingMessage.to(3000).text("one 1").build()))
                    .orThrow();

            assertThat(time.await(stored.result()).isSuccess()).isTrue();
            assertThat(sent(serving, "one")).isEqualTo(1);
        }
    }
}
