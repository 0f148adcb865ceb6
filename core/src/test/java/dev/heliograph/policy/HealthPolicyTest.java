// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.SessionState;
import dev.heliograph.policy.HealthPolicy.Signs;
import dev.heliograph.policy.HealthPolicy.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HealthPolicyTest {
    private static final Duration LATELY = Duration.ofSeconds(3);
    private static final Duration LONG_AGO = Duration.ofMinutes(11);

    private static Verdict ready(Duration sinceAnswer, boolean waiting, boolean closed, double failureShare) {
        Duration closedFor = closed ? Duration.ofSeconds(298) : Duration.ZERO;
        return HealthPolicy.judge(new Signs(SessionState.READY, sinceAnswer, waiting, closedFor, failureShare, null));
    }

    @Test
    void a_ready_session_that_is_answered_has_the_full_score() {
        Verdict verdict = ready(LATELY, true, false, 0);

        assertThat(verdict.score()).isEqualTo(100);
        assertThat(verdict.isHealthy()).isTrue();
        assertThat(verdict.reasons()).isEmpty();
    }

    @Test
    void no_other_state_is_healthy_however_well_it_was_doing() {
        for (SessionState state : SessionState.values()) {
            Verdict verdict = HealthPolicy.judge(new Signs(state, LATELY, false, Duration.ZERO, 0, null));
            assertThat(verdict.isHealthy()).as("%s", state).isEqualTo(state == SessionState.READY);
        }
    }

    @Test
    void the_state_is_named_where_it_is_the_reason() {
        Verdict verdict = HealthPolicy.judge(new Signs(SessionState.RESTING, LATELY, false, Duration.ZERO, 0, null));

        assertThat(verdict.reasons()).containsExactly("the session is RESTING");
    }

    @Test
    void a_quarantined_session_is_better_than_a_lost_one() {
        Verdict quarantined =
                HealthPolicy.judge(new Signs(SessionState.QUARANTINED, LATELY, false, Duration.ZERO, 0, null));
        Verdict lost = HealthPolicy.judge(new Signs(SessionState.LOST, LATELY, false, Duration.ZERO, 0, null));

        assertThat(quarantined.score()).isGreaterThan(lost.score());
    }

    @Test
    void silence_counts_only_while_calls_wait() {
        assertThat(ready(LONG_AGO, true, false, 0).isHealthy()).isFalse();
        assertThat(ready(LONG_AGO, false, false, 0).score()).isEqualTo(100);
        assertThat(ready(Duration.ofMinutes(10), true, false, 0).score()).isEqualTo(100);
    }

    @Test
    void a_gate_that_holds_back_all_messages_lowers_the_score_but_is_no_illness() {
        Verdict verdict = ready(LATELY, true, true, 0);

        assertThat(verdict.reasons()).singleElement().asString().contains("all messages", "298s");
        assertThat(verdict.score()).isEqualTo(60);
        assertThat(verdict.isHealthy()).isTrue();
    }

    @Test
    void failures_lower_the_score_by_their_share() {
        assertThat(ready(LATELY, true, false, 0.5).score()).isEqualTo(70);
        assertThat(ready(LATELY, true, false, 1).isHealthy()).isFalse();
    }

    @Test
    void all_troubles_together_stop_at_nothing_and_are_all_named() {
        Verdict verdict = ready(LONG_AGO, true, true, 1);

        assertThat(verdict.score()).isZero();
        assertThat(verdict.reasons()).hasSize(3);
    }
}
