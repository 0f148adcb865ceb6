// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Limit;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WindowLearnerTest {
    private static final Limit.Window CONFIGURED = new Limit.Window(20, Duration.ofSeconds(60));

    private final WindowLearner learner = new WindowLearner();

    private static long at(double seconds) {
        return (long) (seconds * 1e9);
    }

    /** One call a second from 0 on. */
    private static List<Long> taken(int calls) {
        return LongStream.range(0, calls).map(i -> at(i)).boxed().toList();
    }

    @Test
    void a_wait_until_the_oldest_call_is_out_tells_that_ours_are_all_there_are() {
        assertThat(learner.flooded(CONFIGURED, taken(10), Duration.ofSeconds(50), at(10)))
                .isTrue();

        assertThat(learner.effective(CONFIGURED)).isEqualTo(new Limit.Window(10, Duration.ofSeconds(60)));
    }

    @Test
    void another_wait_tells_of_calls_that_are_not_ours_or_of_another_limit() {
        assertThat(learner.flooded(CONFIGURED, taken(10), Duration.ofSeconds(20), at(10)))
                .isFalse();
        assertThat(learner.flooded(CONFIGURED, List.of(), Duration.ofSeconds(60), at(10)))
                .isFalse();
        assertThat(learner.flooded(CONFIGURED, taken(20), Duration.ofSeconds(40), at(20)))
                .isFalse();

        assertThat(learner.learned(CONFIGURED)).isNull();
    }

    @Test
    void long_calm_use_tries_one_more_and_a_failure_waits_longer() {
        learner.flooded(CONFIGURED, taken(10), Duration.ofSeconds(50), at(10));
        assertThat(learner.accepted(CONFIGURED, at(10 + 20 * 60 - 1))).isFalse();
        assertThat(learner.accepted(CONFIGURED, at(10 + 20 * 60))).isTrue();
        assertThat(learner.effective(CONFIGURED).count()).isEqualTo(11);

        List<Long> again =
                LongStream.range(0, 10).map(i -> at(1_300 + i)).boxed().toList();
        assertThat(learner.flooded(CONFIGURED, again, Duration.ofSeconds(50), at(1_310)))
                .isTrue();
        assertThat(learner.effective(CONFIGURED).count()).isEqualTo(10);
        assertThat(learner.accepted(CONFIGURED, at(1_310 + 20 * 60))).isFalse();
        assertThat(learner.accepted(CONFIGURED, at(1_310 + 40 * 60))).isTrue();
    }

    @Test
    void what_was_kept_is_what_was_learned() {
        learner.flooded(CONFIGURED, taken(7), Duration.ofSeconds(53), at(7));
        LearnedLimit kept = learner.learned(CONFIGURED);
        assertThat(kept).isNotNull();
        WindowLearner next = new WindowLearner();
        next.restore(kept, 0);

        assertThat(next.effective(CONFIGURED)).isEqualTo(learner.effective(CONFIGURED));
    }
}
