// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AdaptiveRateTest {
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Offset<Double> EXACTLY = within(1e-9);
    private static final double RATE = 30;

    private static long at(double seconds) {
        return (long) (seconds * 1e9);
    }

    private static AdaptiveRate accepting(AdaptiveRate rate, int calls) {
        AdaptiveRate next = rate;
        for (int i = 0; i < calls; i++) {
            next = next.accepting();
        }
        return next;
    }

    /** Flooded at 0 and, after 180 calls in the 5 s from the end of the pause on, at 10: 180 calls in 7 s. */
    private static AdaptiveRate lowered() {
        return accepting(AdaptiveRate.full().flooded(at(0), PAUSE, true, RATE), 180)
                .flooded(at(10), PAUSE, true, RATE);
    }

    private static final double LOWERED = 180 / 7.0 / RATE * 0.98;

    @Test
    void the_first_flood_after_calm_changes_nothing() {
        assertThat(AdaptiveRate.full().flooded(at(0), PAUSE, true, RATE).factor())
                .isEqualTo(1);
    }

    @Test
    void a_flood_that_repeats_lowers_the_speed_to_just_below_what_was_let_through() {
        assertThat(lowered().factor()).isEqualTo(LOWERED, EXACTLY);
    }

    @Test
    void a_flood_that_repeats_lowers_the_speed_however_much_was_let_through() {
        AdaptiveRate rate = accepting(AdaptiveRate.full().flooded(at(0), PAUSE, true, RATE), 10_000)
                .flooded(at(10), PAUSE, true, RATE);

        assertThat(rate.factor()).isEqualTo(0.98, EXACTLY);
    }

    @Test
    void one_flood_takes_two_fifths_at_most() {
        AdaptiveRate rate =
                AdaptiveRate.full().flooded(at(0), PAUSE, true, RATE).flooded(at(10), PAUSE, true, RATE);

        assertThat(rate.factor()).isEqualTo(0.6, EXACTLY);
    }

    @Test
    void all_answers_of_one_pause_count_once() {
        AdaptiveRate rate = lowered();

        rate = rate.flooded(at(11), PAUSE, true, RATE)
                .flooded(at(12), PAUSE, true, RATE)
                .flooded(at(14.9), PAUSE, true, RATE);
        assertThat(rate.factor()).isEqualTo(LOWERED, EXACTLY);

        assertThat(rate.flooded(at(20), PAUSE, true, RATE).factor()).isEqualTo(LOWERED * 0.6, EXACTLY);
    }

    @Test
    void a_flood_far_below_the_limit_says_nothing_about_the_speed() {
        AdaptiveRate rate =
                AdaptiveRate.full().flooded(at(0), PAUSE, true, RATE).flooded(at(6), PAUSE, false, RATE);

        assertThat(rate.factor()).isEqualTo(1);
    }

    @Test
    void a_flood_after_a_calm_minute_is_a_first_one_again() {
        AdaptiveRate rate =
                AdaptiveRate.full().flooded(at(0), PAUSE, true, RATE).flooded(at(65.1), PAUSE, true, RATE);

        assertThat(rate.factor()).isEqualTo(1);
    }

    @Test
    void a_pause_is_not_calm() {
        Duration long_ = Duration.ofSeconds(300);
        AdaptiveRate rate =
                AdaptiveRate.full().flooded(at(0), long_, true, RATE).flooded(at(305), long_, true, RATE);

        assertThat(rate.factor()).isEqualTo(0.6, EXACTLY);
    }

    @Test
    void floods_without_end_stop_at_the_floor() {
        AdaptiveRate rate = AdaptiveRate.full();
        for (int i = 0; i < 100; i++) {
            rate = rate.flooded(at(6 * i), PAUSE, true, RATE);
        }
        assertThat(rate.factor()).isEqualTo(AdaptiveRate.FLOOR);
    }

    @Test
    void the_true_speed_of_a_server_is_found_by_the_second_flood() {
        for (double truth : new double[] {19, 20, 25, 28}) {
            AdaptiveRate rate = AdaptiveRate.full();
            double permits = 40;
            long now = 0;
            int floods = 0;
            while (floods < 2) {
                double speed = rate.factor() * RATE;
                now += at(1 / speed);
                permits = Math.min(40, permits + truth / speed);
                if (permits >= 1) {
                    permits--;
                    rate = rate.accepting();
                } else {
                    floods++;
                    rate = rate.flooded(now, Duration.ofSeconds(1), true, RATE);
                    now += at(1);
                    permits += truth;
                }
            }
            assertThat(rate.factor() * RATE).as("found of %s", truth).isBetween(0.95 * truth, truth);
        }
    }

    @Test
    void calm_raises_the_speed_a_hundredth_every_ten_seconds_once_a_minute_has_passed_since_the_pause() {
        AdaptiveRate rate = lowered();

        assertThat(rate.calmed(at(15 + 69)).factor()).isEqualTo(LOWERED, EXACTLY);
        assertThat(rate.calmed(at(15 + 70)).factor()).isEqualTo(LOWERED + 0.01, EXACTLY);
        assertThat(rate.calmed(at(15 + 60 + 55)).factor()).isEqualTo(LOWERED + 0.05, EXACTLY);
    }

    @Test
    void asking_often_and_asking_once_come_to_the_same() {
        AdaptiveRate often = lowered();
        for (double second = 10; second <= 200; second += 0.7) {
            often = often.calmed(at(second));
        }
        assertThat(often.factor()).isEqualTo(lowered().calmed(at(199.9)).factor(), EXACTLY);
    }

    @Test
    void long_calm_brings_back_the_full_speed_and_no_more() {
        assertThat(lowered().calmed(at(100_000)).factor()).isEqualTo(1);
    }

    @Test
    void what_was_learned_earlier_is_taken_within_its_bounds_and_recovers() {
        assertThat(AdaptiveRate.learned(0.5, at(0)).factor()).isEqualTo(0.5);
        assertThat(AdaptiveRate.learned(0, at(0)).factor()).isEqualTo(AdaptiveRate.FLOOR);
        assertThat(AdaptiveRate.learned(7, at(0)).factor()).isEqualTo(1);
        assertThat(AdaptiveRate.learned(0.5, at(0)).calmed(at(20)).factor()).isEqualTo(0.52, EXACTLY);
    }

    @Test
    void the_factor_stays_within_its_bounds_whatever_happens() {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom chance = new SplittableRandom(seed);
            AdaptiveRate rate = AdaptiveRate.full();
            long now = chance.nextLong(Long.MAX_VALUE / 4) - Long.MAX_VALUE / 8;
            for (int step = 0; step < 200; step++) {
                now += chance.nextLong(at(40));
                double before = rate.factor();
                if (chance.nextInt(3) == 0) {
                    rate = accepting(rate, chance.nextInt(100))
                            .flooded(now, Duration.ofSeconds(chance.nextInt(1, 100)), chance.nextBoolean(), RATE);
                    assertThat(rate.factor()).as("seed %d, step %d", seed, step).isLessThanOrEqualTo(before);
                } else {
                    rate = rate.calmed(now);
                    assertThat(rate.factor()).as("seed %d, step %d", seed, step).isGreaterThanOrEqualTo(before);
                }
                assertThat(rate.factor()).as("seed %d, step %d", seed, step).isBetween(AdaptiveRate.FLOOR, 1.0);
            }
        }
    }
}
