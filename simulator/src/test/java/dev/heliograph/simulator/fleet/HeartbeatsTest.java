// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.AccountId;
import dev.heliograph.model.Explanation;
import dev.heliograph.model.Heartbeat;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.SessionState;
import dev.heliograph.time.VirtualTimeline;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What a process says of its sessions, heard by one beside it. */
class HeartbeatsTest {
    private static final AccountId BOT = new AccountId(501);

    private final VirtualTimeline time = VirtualTimeline.seeded(21);
    private String store;

    @BeforeEach
    void name(TestInfo test) {
        store = test.getDisplayName().replaceAll("\\W", "");
    }

    private FleetRig node(String name) {
        return FleetRig.of(
                time,
                "simulator:?seed=21",
                1,
                builder -> builder.state("shared:" + store + "?at-once=true").node(name));
    }

    private Optional<Heartbeat> heard(FleetRig beside) {
        return time.await(beside.client(1).heartbeat()).orThrow();
    }

    private Explanation explained(FleetRig beside, String chat) {
        return time.await(
                beside.client(1).explain(OutgoingMessage.to(chat).text("x").build()));
    }

    private void flood(FleetRig serving, long chat) {
        serving.telegram().flood(BOT, chat, Duration.ofMinutes(10));
        assertThat(serving.send(1, OutgoingMessage.to(chat).text("x").build()).status())
                .isEqualTo(SendStatus.FLOOD_WAIT);
    }

    @Test
    void a_session_that_is_served_is_ready_and_not_silent() {
        try (FleetRig serving = node("serving").connect();
                FleetRig beside = node("beside")) {
            time.advance(Duration.ofSeconds(5));
            assertThat(heard(beside)).hasValueSatisfying(beat -> {
                assertThat(beat.node()).isEqualTo("serving");
                assertThat(beat.state()).isEqualTo(SessionState.READY);
                assertThat(beat.health().healthy()).isTrue();
                assertThat(beat.account()).isEqualTo(BOT);
                assertThat(beat.isServed()).isTrue();
                assertThat(beat.isStale(time.instant())).isFalse();
            });
            time.advance(Duration.ofHours(2));
            assertThat(heard(beside).orElseThrow().isStale(time.instant()))
                    .as("silent after two quiet hours")
                    .isFalse();
            assertThat(serving.client(1).isConnected()).isTrue();
        }
    }

    @Test
    void a_process_that_says_nothing_for_three_beats_is_silent() {
        try (FleetRig serving = node("serving").connect();
                FleetRig beside = node("beside")) {
            time.advance(Duration.ofSeconds(5));
            Heartbeat beat = heard(beside).orElseThrow();
            assertThat(serving.client(1).isConnected()).isTrue();
            assertThat(beat.isStale(beat.at().plus(beat.every().multipliedBy(3))))
                    .isFalse();
            assertThat(beat.isStale(beat.at().plus(beat.every().multipliedBy(3)).plusMillis(1)))
                    .isTrue();
        }
    }

    @Test
    void the_end_of_a_process_is_no_silence() {
        try (FleetRig serving = node("serving").connect()) {
            time.advance(Duration.ofSeconds(5));
            assertThat(serving.client(1).isConnected()).isTrue();
        }
        try (FleetRig beside = node("beside")) {
            assertThat(heard(beside)).hasValueSatisfying(beat -> {
                assertThat(beat.isServed()).isFalse();
                assertThat(beat.isStale(time.instant().plus(Duration.ofDays(1))))
                        .isFalse();
            });
        }
    }

    @Test
    void a_session_that_was_let_go_is_nobodys() {
        try (FleetRig serving = node("serving").connect();
                FleetRig beside = node("beside")) {
            time.advance(Duration.ofSeconds(5));
            time.await(serving.client(1).disconnect());
            time.advance(Duration.ofSeconds(5));
            assertThat(heard(beside))
                    .hasValueSatisfying(beat -> assertThat(beat.isServed()).isFalse());
            beside.connect();
            time.advance(Duration.ofSeconds(5));
            assertThat(heard(serving).orElseThrow().node()).isEqualTo("beside");
        }
    }

    @Test
    void gates_are_told_beside_the_process_and_after_it() {
        try (FleetRig serving = node("serving").connect();
                FleetRig beside = node("beside")) {
            flood(serving, 77);
            time.advance(Duration.ofSeconds(20));
            assertThat(heard(beside).orElseThrow().gates())
                    .singleElement()
                    .satisfies(gate ->
                            assertThat(gate.until()).isAfter(time.instant().plus(Duration.ofMinutes(9))));
            Explanation explanation = explained(beside, "77");
            assertThat(explanation.holds())
                    .singleElement()
                    .satisfies(hold ->
                            assertThat(hold.until()).isAfter(time.instant().plus(Duration.ofMinutes(9))));
            assertThat(explained(beside, "78").holds()).isEmpty();
        }
        try (FleetRig later = node("later")) {
            assertThat(explained(later, "77").holds())
                    .anySatisfy(hold -> assertThat(hold.what()).contains("no process has the session"))
                    .anySatisfy(hold ->
                            assertThat(hold.until()).isAfter(time.instant().plus(Duration.ofMinutes(8))));
        }
    }

    @Test
    void a_gate_that_holds_back_all_messages_is_a_reason() {
        try (FleetRig serving = node("serving").connect();
                FleetRig beside = node("beside")) {
            flood(serving, 77);
            flood(serving, 78);
            time.advance(Duration.ofSeconds(20));
            assertThat(serving.client(1).health().score()).isLessThan(100);
            assertThat(serving.client(1).health().reasons())
                    .anySatisfy(reason -> assertThat(reason).contains("holds back all messages"));
            assertThat(heard(beside).orElseThrow().health().reasons())
                    .anySatisfy(reason -> assertThat(reason).contains("holds back all messages"));
        }
    }

    @Test
    void a_lost_session_is_told_while_its_process_lives() {
        try (FleetRig serving = node("serving").connect();
                FleetRig beside = node("beside")) {
            serving.telegram().revoke(serving.client(1).name());
            Object unused = serving.send(1, OutgoingMessage.to(77).text("x").build());
            time.advance(Duration.ofSeconds(20));
            assertThat(serving.client(1).state()).isEqualTo(SessionState.LOST);
            assertThat(heard(beside)).hasValueSatisfying(beat -> {
                assertThat(beat.state()).isEqualTo(SessionState.LOST);
                assertThat(beat.health().healthy()).isFalse();
                assertThat(beat.isServed()).isTrue();
            });
        }
    }
}
