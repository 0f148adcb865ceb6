// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JitterTest {
    private static final Duration WAIT = Duration.ofSeconds(100);

    @Test
    void a_wait_becomes_one_to_ten_percent_longer() {
        for (long seed = 0; seed < 1000; seed++) {
            assertThat(Jitter.lengthen(WAIT, new SplittableRandom(seed)))
                    .as("seed %d", seed)
                    .isBetween(Duration.ofSeconds(101), Duration.ofSeconds(110));
        }
    }

    @Test
    void the_whole_range_is_used() {
        Duration least = WAIT.multipliedBy(2);
        Duration most = WAIT;
        for (long seed = 0; seed < 1000; seed++) {
            Duration drawn = Jitter.lengthen(WAIT, new SplittableRandom(seed));
            least = drawn.compareTo(least) < 0 ? drawn : least;
            most = drawn.compareTo(most) > 0 ? drawn : most;
        }
        assertThat(least).isLessThan(Duration.ofMillis(101_200));
        assertThat(most).isGreaterThan(Duration.ofMillis(109_800));
    }
}
