// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.heliograph.api.Broadcast;
import dev.heliograph.api.BroadcastReport;
import dev.heliograph.model.FailureException;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.SessionState;
import dev.heliograph.time.VirtualTimeline;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a broadcast says in the end: why messages were not sent, and that nobody is left who could send them. */
class BroadcastReasonsTest {
    private static Stream<OutgoingMessage> to(String... chats) {
        return Stream.of(chats)
                .map(chat -> OutgoingMessage.to(Peer.of(chat)).text("news").build());
    }

    private static Stream<OutgoingMessage> many(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> OutgoingMessage.to(1000 + i).text("m" + i).build());
    }

    @Test
    void a_report_says_why_messages_were_not_sent_and_counts_those_passed_over_apart() {
        try (FleetRig rig = FleetRig.of(3, "simulator:?seed=3", 1).connect()) {
            Broadcast broadcast = rig.fleet
                    .broadcast("news")
                    .messages(to("@alice", "@blocked", "@nobody_at_all", "@bob", "700001"))
                    .optOuts(Set.of(Peer.of("@bob")))
                    .skip(message -> message.peer().equals(Peer.of(700001)))
                    .start();
            BroadcastReport report = rig.time.await(broadcast.done());

            assertThat(report.sent()).isEqualTo(1);
            assertThat(report.failed()).containsOnly(entry(SendStatus.FORBIDDEN, 1L), entry(SendStatus.NOT_FOUND, 1L));
            assertThat(report.skipped()).isEqualTo(2);
            assertThat(report.reasons())
                    .containsOnly(
                            entry("OPTED_OUT", 1L),
                            entry("SKIPPED", 1L),
                            entry("USER_IS_BLOCKED", 1L),
                            entry("USERNAME_NOT_OCCUPIED", 1L));
        }
    }

    @Test
    void a_run_that_resumes_says_the_same_of_those_that_ended_before() {
        VirtualTimeline time = VirtualTimeline.seeded(4);
        String store = "shared:reasons";
        BroadcastReport first;
        try (FleetRig rig = FleetRig.of(time, "simulator:?seed=4", 1, builder -> builder.state(store))
                .connect()) {
            first = time.await(rig.fleet
                    .broadcast("news")
                    .messages(to("@alice", "@blocked", "@bob"))
                    .optOuts(Set.of(Peer.of("@bob")))
                    .start()
                    .done());
        }
        try (FleetRig rig = FleetRig.of(time, "simulator:?seed=4", 1, builder -> builder.state(store))
                .connect()) {
            BroadcastReport again = time.await(rig.fleet
                    .broadcast("news")
                    .messages(to("@alice", "@blocked", "@bob"))
                    .start()
                    .done());

            assertThat(again.failed()).isEqualTo(first.failed()).containsOnly(entry(SendStatus.FORBIDDEN, 1L));
            assertThat(again.skipped()).isEqualTo(1);
            assertThat(again.reasons())
                    .isEqualTo(first.reasons())
                    .containsOnly(entry("OPTED_OUT", 1L), entry("USER_IS_BLOCKED", 1L));
        }
    }

    @Test
    void one_that_was_withdrawn_says_so() {
        try (FleetRig rig = FleetRig.of(5, "simulator:?seed=5", 1).connect()) {
            Broadcast broadcast =
                    rig.fleet.broadcast("news").messages(many(500)).start();
            rig.time.advance(Duration.ofSeconds(3));
            BroadcastReport report = rig.time.await(broadcast.cancel());

            assertThat(report.reasons()).containsOnlyKeys("CANCELLED");
            assertThat(report.reasons().get("CANCELLED"))
                    .isEqualTo(report.failed().get(SendStatus.FAILED));
        }
    }

    @Test
    void where_no_session_is_left_it_ends_with_that_and_can_be_resumed() {
        VirtualTimeline time = VirtualTimeline.seeded(6);
        String store = "shared:no-session-left";
        long sent;
        try (FleetRig rig = FleetRig.of(time, "simulator:?seed=6&revocations=0.05", 2, builder -> builder.state(store))
                .connect()) {
            Broadcast broadcast =
                    rig.fleet.broadcast("news").messages(many(300)).start();

            assertThatThrownBy(() -> time.await(broadcast.done()))
                    .hasRootCauseInstanceOf(FailureException.class)
                    .hasMessageContaining("no session is left")
                    .hasMessageContaining("bot-1")
                    .hasMessageContaining("bot-2")
                    .hasMessageContaining("the same name resumes");
            assertThat(List.of(rig.client(1).state(), rig.client(2).state())).containsOnly(SessionState.LOST);
            sent = rig.truth().accepted().size();
            assertThat(sent).isLessThan(300);
        }
        try (FleetRig rig = FleetRig.of(time, "simulator:?seed=6", 2, builder -> builder.state(store))
                .connect()) {
            BroadcastReport report = time.await(
                    rig.fleet.broadcast("news").messages(many(300)).start().done());

            assertThat(report.total()).isEqualTo(300);
            assertThat(report.sent() + report.unknown()).isEqualTo(300);
            assertThat(sent + rig.truth().accepted().size()).isBetween(report.sent(), report.sent() + report.unknown());
        }
    }
}
