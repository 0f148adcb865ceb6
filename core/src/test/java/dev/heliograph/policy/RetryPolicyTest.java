// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Failure;
import dev.heliograph.model.FloodScope;
import dev.heliograph.model.RetryConfig;
import dev.heliograph.model.SendStatus;
import dev.heliograph.policy.RetryPolicy.Budget;
import dev.heliograph.policy.RetryPolicy.Spent;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    private static final RetryConfig THREE = RetryConfig.defaults().withMaxRetries(3);

    private static RetryConfig config(boolean jitter, boolean flood, boolean server, boolean network) {
        return new RetryConfig(3, Duration.ofSeconds(1), Duration.ofSeconds(60), 2, jitter, flood, server, network);
    }

    @Nested
    class Budgets {
        @Test
        void a_budget_allows_as_many_tries_as_configured_and_no_more() {
            RetryPolicy policy = new RetryPolicy(THREE);

            assertThat(policy.allows(Budget.FLOOD, new Spent(2, 0, 0))).isTrue();
            assertThat(policy.allows(Budget.FLOOD, new Spent(3, 0, 0))).isFalse();
        }

        @Test
        void an_exhausted_budget_leaves_the_others_untouched() {
            RetryPolicy policy = new RetryPolicy(THREE);

            assertThat(policy.allows(Budget.SERVER, new Spent(3, 0, 3))).isTrue();
            assertThat(policy.allows(Budget.SERVER, new Spent(0, 3, 0))).isFalse();
            assertThat(policy.allows(Budget.NETWORK, new Spent(3, 3, 0))).isTrue();
            assertThat(policy.allows(Budget.NETWORK, new Spent(0, 0, 3))).isFalse();
            assertThat(policy.allows(Budget.FLOOD, new Spent(0, 3, 3))).isTrue();
        }

        @Test
        void spending_counts_in_its_own_budget_only() {
            assertThat(Spent.NOTHING.plus(Budget.FLOOD)).isEqualTo(new Spent(1, 0, 0));
            assertThat(Spent.NOTHING.plus(Budget.SERVER)).isEqualTo(new Spent(0, 1, 0));
            assertThat(Spent.NOTHING.plus(Budget.NETWORK)).isEqualTo(new Spent(0, 0, 1));
            assertThat(Spent.NOTHING.plus(Budget.NONE)).isEqualTo(Spent.NOTHING);
        }

        @Test
        void final_failures_are_never_tried_again() {
            assertThat(new RetryPolicy(THREE).allows(Budget.NONE, Spent.NOTHING))
                    .isFalse();
        }

        @Test
        void no_retries_means_none() {
            RetryPolicy policy = new RetryPolicy(THREE.withMaxRetries(0));

            for (Budget budget : Budget.values()) {
                assertThat(policy.allows(budget, Spent.NOTHING))
                        .as("%s", budget)
                        .isFalse();
            }
        }

        @Test
        void each_flag_switches_off_its_own_budget() {
            RetryPolicy floods = new RetryPolicy(config(true, false, true, true));
            RetryPolicy server = new RetryPolicy(config(true, true, false, true));
            RetryPolicy network = new RetryPolicy(config(true, true, true, false));

            for (Budget budget : new Budget[] {Budget.FLOOD, Budget.SERVER, Budget.NETWORK}) {
                assertThat(floods.allows(budget, Spent.NOTHING))
                        .as("floods off: %s", budget)
                        .isEqualTo(budget != Budget.FLOOD);
                assertThat(server.allows(budget, Spent.NOTHING))
                        .as("server off: %s", budget)
                        .isEqualTo(budget != Budget.SERVER);
                assertThat(network.allows(budget, Spent.NOTHING))
                        .as("network off: %s", budget)
                        .isEqualTo(budget != Budget.NETWORK);
            }
        }

        @Test
        void every_kind_of_failure_spends_the_budget_of_its_cause() {
            assertThat(RetryPolicy.budgetOf(new Failure.Throttled(Duration.ofSeconds(3), FloodScope.CHAT, "X")))
                    .isEqualTo(Budget.FLOOD);
            assertThat(RetryPolicy.budgetOf(new Failure.Unavailable(Failure.Origin.SERVER, "X")))
                    .isEqualTo(Budget.SERVER);
            assertThat(RetryPolicy.budgetOf(new Failure.Unavailable(Failure.Origin.NETWORK, "X")))
                    .isEqualTo(Budget.NETWORK);
            assertThat(RetryPolicy.budgetOf(new Failure.Ambiguous("X"))).isEqualTo(Budget.NETWORK);
            assertThat(RetryPolicy.budgetOf(new Failure.Rejected(SendStatus.FAILED, 400, "X")))
                    .isEqualTo(Budget.NONE);
            assertThat(RetryPolicy.budgetOf(new Failure.SessionLost("X"))).isEqualTo(Budget.NONE);
            assertThat(RetryPolicy.budgetOf(new Failure.Unsupported("X"))).isEqualTo(Budget.NONE);
        }
    }

    @Nested
    class Delays {
        private final RetryPolicy exact = new RetryPolicy(config(false, true, true, true));
        private final RetryPolicy drawn = new RetryPolicy(config(true, true, true, true));

        @Test
        void without_jitter_the_delay_is_the_ceiling_doubling_to_the_maximum() {
            long[] seconds = {1, 2, 4, 8, 16, 32, 60, 60};
            for (int tries = 0; tries < seconds.length; tries++) {
                assertThat(exact.delay(Budget.SERVER, new Spent(9, tries, 9), new SplittableRandom(1)))
                        .as("after %d tries", tries)
                        .isEqualTo(Duration.ofSeconds(seconds[tries]));
            }
        }

        @Test
        void a_thousand_tries_stay_at_the_maximum() {
            assertThat(exact.delay(Budget.NETWORK, new Spent(0, 0, 1000), new SplittableRandom(1)))
                    .isEqualTo(Duration.ofSeconds(60));
        }

        @Test
        void the_delay_grows_with_the_tries_of_its_own_budget() {
            assertThat(exact.delay(Budget.SERVER, new Spent(0, 0, 5), new SplittableRandom(1)))
                    .isEqualTo(Duration.ofSeconds(1));
            assertThat(exact.delay(Budget.NETWORK, new Spent(0, 0, 5), new SplittableRandom(1)))
                    .isEqualTo(Duration.ofSeconds(32));
        }

        @Test
        void full_jitter_spreads_evenly_between_nothing_and_the_ceiling() {
            int[] tenths = new int[10];
            for (long seed = 0; seed < 2000; seed++) {
                Duration delay = drawn.delay(Budget.SERVER, new Spent(0, 3, 0), new SplittableRandom(seed));
                assertThat(delay).as("seed %d", seed).isPositive().isLessThan(Duration.ofSeconds(8));
                tenths[(int) (delay.toMillis() / 800)]++;
            }
            for (int count : tenths) {
                assertThat(count).isBetween(120, 280);
            }
        }

        @Test
        void a_delay_is_never_nothing() {
            RetryPolicy least = new RetryPolicy(THREE.withDelays(Duration.ofNanos(1), Duration.ofNanos(1)));

            assertThat(least.delay(Budget.SERVER, Spent.NOTHING, new SplittableRandom(1)))
                    .isPositive();
        }
    }
}
