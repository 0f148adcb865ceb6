// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.policy;

import static dev.heliograph.model.SessionState.AUTHORIZING;
import static dev.heliograph.model.SessionState.CLOSED;
import static dev.heliograph.model.SessionState.CONNECTING;
import static dev.heliograph.model.SessionState.DISCONNECTED;
import static dev.heliograph.model.SessionState.LOST;
import static dev.heliograph.model.SessionState.QUARANTINED;
import static dev.heliograph.model.SessionState.READY;
import static dev.heliograph.model.SessionState.RESTING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.SessionState;
import dev.heliograph.policy.SessionLife.Fact;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SessionLifeTest {
    /** What each fact makes of each state, in the order of the states. */
    private static final Map<Fact, List<SessionState>> TABLE = new EnumMap<>(Map.of(
            Fact.CONNECT, List.of(CONNECTING, CONNECTING, AUTHORIZING, READY, CONNECTING, QUARANTINED, LOST, CLOSED),
            Fact.SIGN_IN, List.of(DISCONNECTED, AUTHORIZING, AUTHORIZING, READY, RESTING, QUARANTINED, LOST, CLOSED),
            Fact.SIGNED_IN, List.of(DISCONNECTED, READY, READY, READY, RESTING, QUARANTINED, LOST, CLOSED),
            Fact.CONNECTION_LOST, List.of(DISCONNECTED, RESTING, RESTING, RESTING, RESTING, RESTING, LOST, CLOSED),
            Fact.DISCONNECT,
                    List.of(
                            DISCONNECTED,
                            DISCONNECTED,
                            DISCONNECTED,
                            DISCONNECTED,
                            DISCONNECTED,
                            DISCONNECTED,
                            LOST,
                            CLOSED),
            Fact.RESTRICT,
                    List.of(DISCONNECTED, CONNECTING, AUTHORIZING, QUARANTINED, RESTING, QUARANTINED, LOST, CLOSED),
            Fact.RELEASE, List.of(DISCONNECTED, CONNECTING, AUTHORIZING, READY, RESTING, READY, LOST, CLOSED),
            Fact.LOSE, List.of(LOST, LOST, LOST, LOST, LOST, LOST, LOST, CLOSED),
            Fact.CLOSE, List.of(CLOSED, CLOSED, CLOSED, CLOSED, CLOSED, CLOSED, CLOSED, CLOSED)));

    @Test
    void every_fact_makes_of_every_state_what_the_table_says() {
        assertThat(TABLE.keySet()).containsExactlyInAnyOrder(Fact.values());
        for (Fact fact : Fact.values()) {
            List<SessionState> after = new ArrayList<>();
            for (SessionState state : SessionState.values()) {
                after.add(SessionLife.after(state, fact));
            }
            assertThat(after)
                    .as("%s of %s", fact, List.of(SessionState.values()))
                    .isEqualTo(TABLE.get(fact));
        }
    }

    @Test
    void no_sequence_of_facts_leaves_an_end() {
        for (long seed = 0; seed < 500; seed++) {
            SplittableRandom chance = new SplittableRandom(seed);
            SessionState state = DISCONNECTED;
            boolean lost = false;
            boolean closed = false;
            for (int step = 0; step < 60; step++) {
                Fact fact = Fact.values()[chance.nextInt(Fact.values().length)];
                state = SessionLife.after(state, fact);
                closed |= fact == Fact.CLOSE;
                lost |= fact == Fact.LOSE;
                if (closed) {
                    assertThat(state).as("seed %d, step %d", seed, step).isEqualTo(CLOSED);
                } else if (lost) {
                    assertThat(state).as("seed %d, step %d", seed, step).isEqualTo(LOST);
                } else {
                    assertThat(SessionLife.isOver(state))
                            .as("seed %d, step %d", seed, step)
                            .isFalse();
                }
            }
        }
    }

    @Test
    void only_a_ready_or_quarantined_session_is_connected() {
        for (SessionState state : SessionState.values()) {
            assertThat(SessionLife.isConnected(state))
                    .as("%s", state)
                    .isEqualTo(state == READY || state == QUARANTINED);
        }
    }
}
