// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ReconnectDelayTest {
    /** Draws as close to 1 as a double gets, so that the ceiling itself is seen. */
    private static final RandomGenerator HIGHEST = new RandomGenerator() {
        @Override
        public long nextLong() {
            return -1;
        }

        @Override
        public double nextDouble() {
            return Math.nextDown(1.0);
        }
    };

    private static ReconnectDelay after(int failures) {
        ReconnectDelay delay = new ReconnectDelay(0);
        for (int i = 0; i < failures; i++) {
            delay = delay.next();
        }
        return delay;
    }

    @Test
    void the_ceiling_is_half_a_second_and_doubles_up_to_a_minute() {
        long[] millis = {500, 1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000};
        for (int failures = 0; failures < millis.length; failures++) {
            assertThat(after(failures).draw(HIGHEST))
                    .as("after %d failures", failures)
                    .isBetween(Duration.ofMillis(millis[failures]).minusNanos(1), Duration.ofMillis(millis[failures]));
        }
    }

    @Test
    void a_pause_lasts_at_least_half_of_its_ceiling() {
        for (long seed = 0; seed < 500; seed++) {
            for (int failures = 0; failures < 12; failures++) {
                Duration ceiling = after(failures).draw(HIGHEST).plusNanos(1);
                assertThat(after(failures).draw(new SplittableRandom(seed)))
                        .as("seed %d, after %d failures", seed, failures)
                        .isBetween(ceiling.dividedBy(2).minusNanos(1), ceiling);
            }
        }
    }

    @Test
    void sessions_that_fail_together_come_back_apart() {
        Duration one = after(7).draw(new SplittableRandom(1));
        Duration other = after(7).draw(new SplittableRandom(2));

        assertThat(one).isNotEqualTo(other);
    }

    @Test
    void any_number_of_failures_keeps_to_a_minute() {
        assertThat(new ReconnectDelay(Integer.MAX_VALUE - 1).next().draw(HIGHEST))
                .isBetween(Duration.ofSeconds(59), Duration.ofSeconds(60));
    }
}
