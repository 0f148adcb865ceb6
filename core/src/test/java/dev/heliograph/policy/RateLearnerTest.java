// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.heliograph.model.Limit;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RateLearnerTest {
    private static final Limit.Rate CONFIGURED = new Limit.Rate(30, 20);

    private final RateLearner learner = new RateLearner();

    private static long at(double seconds) {
        return (long) (seconds * 1e9);
    }

    private void accept(double from, int calls, double perSecond) {
        for (int i = 0; i < calls; i++) {
            learner.accepted(true, at(from + i / perSecond), at(from + i / perSecond + 0.04), CONFIGURED);
        }
    }

    private boolean flood(double left, double until) {
        return flood(left, until, false);
    }

    private boolean flood(double left, double until, boolean shared) {
        return learner.flooded(
                new RateLearner.Flood(at(left), at(left + 0.04), Duration.ofSeconds(1), at(until), shared), CONFIGURED);
    }

    private Limit.Rate effective() {
        return learner.effective(CONFIGURED);
    }

    @Test
    void a_flood_further_than_anything_that_was_accepted_tells_of_the_burst_alone() {
        accept(0, 10, 1_000);
        assertThat(flood(0.01, 1.1)).isTrue();

        assertThat(effective()).isEqualTo(new Limit.Rate(30, 9));
    }

    @Test
    void what_few_permits_are_granted_is_taken_as_it_is() {
        accept(0, 2, 1_000);
        flood(0.002, 1.1);

        assertThat(effective()).isEqualTo(new Limit.Rate(30, 2));
    }

    @Test
    void a_flood_before_anything_was_accepted_tells_nothing() {
        assertThat(flood(0, 1)).isFalse();
        assertThat(learner.learned(CONFIGURED)).isNull();
    }

    @Test
    void a_first_flood_in_steady_use_leaves_the_rate_as_it_is() {
        accept(0, 20, 1_000);
        accept(0.1, 300, 30);
        flood(10.1, 11.2);

        assertThat(effective().perSecond()).isEqualTo(30);
    }

    @Test
    void what_was_accepted_between_two_floods_by_the_time_between_them_is_the_rate() {
        accept(0, 20, 1_000);
        accept(0.1, 300, 30);
        flood(10.1, 11.1);
        accept(11.1, 30, 30);
        flood(12.1, 13.2);

        assertThat(effective().perSecond()).isCloseTo(15, within(0.6));
    }

    @Test
    void calls_that_left_more_slowly_than_the_limit_allows_say_little_of_the_rate() {
        accept(0, 20, 1_000);
        accept(0.1, 300, 30);
        flood(10.1, 11.1);
        accept(11.1, 90, 10);
        flood(20.1, 21.2);

        assertThat(effective().perSecond()).isCloseTo(30 * 0.92 * 0.98, within(1e-9));
    }

    @Test
    void all_refusals_of_one_pause_count_once() {
        accept(0, 10, 1_000);
        flood(0.01, 1.1);
        assertThat(flood(0.011, 1.2)).isFalse();
        assertThat(flood(0.3, 1.3)).isFalse();

        assertThat(effective()).isEqualTo(new Limit.Rate(30, 9));
    }

    @Test
    void a_slow_limit_is_told_by_the_wait() {
        Limit.Rate slow = new Limit.Rate(1, 1);
        learner.accepted(true, at(0), at(0.04), slow);
        learner.flooded(new RateLearner.Flood(at(1.04), at(1.08), Duration.ofSeconds(2), at(3.1), false), slow);

        assertThat(learner.effective(slow).perSecond()).isCloseTo(0.98 / 3.04, within(0.001));
    }

    @Test
    void others_of_a_shared_account_are_allowed_for() {
        accept(0, 3, 1_000);
        flood(0.003, 1.1, true);
        assertThat(effective()).isEqualTo(new Limit.Rate(30, 12));

        accept(1.1, 3, 1_000);
        flood(1.103, 2.2, true);
        assertThat(effective().perSecond()).isCloseTo(30 * 0.8 * 0.98, within(1e-9));
    }

    @Test
    void calm_use_brings_the_rate_back_and_idleness_does_not() {
        learner.restore(new LearnedLimit(new Limit.Rate(15, 20), 0));
        learner.accepted(true, at(0), at(0), CONFIGURED);
        learner.accepted(true, at(10_000), at(10_000), CONFIGURED);
        assertThat(effective().perSecond()).isEqualTo(15);

        accept(10_000, 60 * 15, 15);
        assertThat(learner.learned(CONFIGURED)).isNull();
        assertThat(effective()).isEqualTo(CONFIGURED);
    }

    @Test
    void what_was_kept_is_what_was_learned() {
        accept(0, 10, 1_000);
        flood(0.01, 1.1);
        RateLearner next = new RateLearner();
        LearnedLimit kept = learner.learned(CONFIGURED);
        assertThat(kept).isNotNull();
        next.restore(kept);

        assertThat(next.effective(CONFIGURED)).isEqualTo(effective());
    }

    @Test
    void whatever_happens_the_limit_stays_between_a_little_and_the_configured_one() {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom chance = new SplittableRandom(seed);
            RateLearner one = new RateLearner();
            long now = chance.nextLong(Long.MAX_VALUE / 4) - Long.MAX_VALUE / 8;
            for (int step = 0; step < 300; step++) {
                now += chance.nextLong(at(chance.nextInt(4) == 0 ? 20 : 0.1));
                Limit.Rate before = one.effective(CONFIGURED);
                if (chance.nextInt(4) == 0) {
                    long left = now - chance.nextLong(at(0.1));
                    Duration wait = Duration.ofSeconds(chance.nextInt(1, 30));
                    one.flooded(
                            new RateLearner.Flood(left, now, wait, now + wait.toNanos(), chance.nextInt(5) == 0),
                            CONFIGURED);
                    assertThat(one.effective(CONFIGURED).perSecond()).isLessThanOrEqualTo(before.perSecond());
                    assertThat(one.effective(CONFIGURED).burst()).isLessThanOrEqualTo(before.burst());
                } else {
                    one.accepted(chance.nextBoolean(), now - chance.nextLong(at(0.1)), now, CONFIGURED);
                    assertThat(one.effective(CONFIGURED).perSecond()).isGreaterThanOrEqualTo(before.perSecond());
                }
                assertThat(one.effective(CONFIGURED).perSecond())
                        .as("seed %d, step %d", seed, step)
                        .isBetween(30 * 0.02, 30.0);
                assertThat(one.effective(CONFIGURED).burst()).isBetween(1, 20);
            }
        }
    }
}
