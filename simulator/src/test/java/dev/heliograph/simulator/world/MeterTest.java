// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Limit;
import dev.heliograph.testkit.seeds.Seeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MeterTest {
    private static final long SECOND = 1_000_000_000L;

    @Nested
    class A_rate {
        private final Meter meter = Meter.of(Limit.rate(2, 3));

        @Test
        void lets_its_burst_through_at_once() {
            for (int i = 0; i < 3; i++) {
                assertThat(meter.waitNanos(0)).isZero();
                meter.take(0);
            }
            assertThat(meter.waitNanos(0)).isEqualTo(SECOND / 2);
        }

        @Test
        void saves_up_no_more_than_its_burst() {
            meter.take(0);
            for (int i = 0; i < 3; i++) {
                assertThat(meter.waitNanos(100 * SECOND)).isZero();
                meter.take(100 * SECOND);
            }
            assertThat(meter.waitNanos(100 * SECOND)).isPositive();
        }

        @Test
        void counts_parts_of_a_token() {
            for (int i = 0; i < 3; i++) {
                meter.take(0);
            }
            assertThat(meter.waitNanos(SECOND / 4)).isEqualTo(SECOND / 4);
        }
    }

    @Nested
    class A_window {
        private final Meter meter = Meter.of(Limit.window(2, Duration.ofSeconds(60)));

        @Test
        void slides() {
            meter.take(0);
            meter.take(50 * SECOND);

            assertThat(meter.waitNanos(55 * SECOND)).isEqualTo(5 * SECOND);
            assertThat(meter.waitNanos(60 * SECOND)).isZero();
            meter.take(60 * SECOND);
            assertThat(meter.waitNanos(60 * SECOND)).isEqualTo(50 * SECOND);
        }
    }

    @Seeds(50)
    void a_window_never_lets_more_through_than_it_says(SplittableRandom chance) {
        int count = chance.nextInt(1, 6);
        long span = chance.nextLong(1, 20) * SECOND;
        Meter meter = Meter.of(Limit.window(count, Duration.ofNanos(span)));
        List<Long> taken = new ArrayList<>();
        long now = 0;
        for (int i = 0; i < 300; i++) {
            now += chance.nextLong(4 * SECOND);
            if (meter.waitNanos(now) == 0) {
                meter.take(now);
                taken.add(now);
            }
        }
        for (int i = count; i < taken.size(); i++) {
            assertThat(taken.get(i) - taken.get(i - count)).isGreaterThanOrEqualTo(span);
        }
    }

    @Seeds(50)
    void what_a_meter_asks_to_wait_is_enough_and_not_too_much(SplittableRandom chance) {
        Meter meter = Meter.of(
                chance.nextBoolean()
                        ? Limit.rate(chance.nextInt(1, 30), chance.nextInt(1, 5))
                        : Limit.window(chance.nextInt(1, 5), Duration.ofSeconds(chance.nextInt(1, 30))));
        long now = 0;
        for (int i = 0; i < 300; i++) {
            long wait = meter.waitNanos(now);
            if (wait > 0) {
                assertThat(meter.waitNanos(now + wait - 1)).isPositive();
            }
            now += wait;
            assertThat(meter.waitNanos(now)).isZero();
            meter.take(now);
            now += chance.nextLong(SECOND / 10);
        }
    }
}
