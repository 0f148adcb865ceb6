// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Limit;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RateBucketTest {
    private static final long MS = 1_000_000;
    private static final long NOW = 5_000 * MS;

    /** One permit each 100 ms, three at once. */
    private final Bucket full = Bucket.full(Limit.rate(10, 3));

    @Nested
    class Taking {
        @Test
        void the_burst_is_free_at_once() {
            assertThat(full.earliest(NOW)).isEqualTo(NOW);
            assertThat(taken(full, 2).earliest(NOW)).isEqualTo(NOW);
        }

        @Test
        void after_the_burst_one_permit_comes_each_interval() {
            Bucket empty = taken(full, 3);

            assertThat(empty.earliest(NOW)).isEqualTo(NOW + 100 * MS);
            assertThat(empty.takeNow(NOW).earliest(NOW)).isEqualTo(NOW + 200 * MS);
        }

        @Test
        void a_permit_that_is_not_free_may_be_taken_all_the_same() {
            assertThat(taken(full, 10).earliest(NOW)).isEqualTo(NOW + 800 * MS);
        }

        @Test
        void a_pause_refills_the_burst_and_no_more() {
            Bucket rested = taken(full, 3);
            long later = NOW + 3_600_000 * MS;

            assertThat(taken(rested, 2, later).earliest(later)).isEqualTo(later);
            assertThat(taken(rested, 3, later).earliest(later)).isEqualTo(later + 100 * MS);
        }

        @Test
        void times_before_zero_are_times() {
            Bucket empty = taken(full, 3, -NOW);

            assertThat(empty.earliest(-NOW)).isEqualTo(-NOW + 100 * MS);
        }
    }

    @Nested
    class Answers {
        @Test
        void a_permit_in_flight_counts() {
            Bucket three = full.take(NOW).take(NOW).take(NOW);

            assertThat(three.earliest(NOW)).isEqualTo(NOW + 100 * MS);
        }

        @Test
        void a_permit_in_flight_does_not_refill() {
            Bucket three = full.take(NOW).take(NOW).take(NOW);
            long later = NOW + 60_000 * MS;

            assertThat(three.earliest(later)).isEqualTo(later + 100 * MS);
        }

        @Test
        void an_answered_permit_counts_from_its_answer() {
            long answered = NOW + 900 * MS;
            Bucket three = full.take(NOW).take(NOW).take(NOW);
            Bucket settled = three.answered(answered).answered(answered).answered(answered);

            assertThat(settled.earliest(answered)).isEqualTo(answered + 100 * MS);
            assertThat(settled.earliest(answered + 100 * MS)).isEqualTo(answered + 100 * MS);
        }

        @Test
        void a_returned_permit_was_never_taken() {
            Bucket two = full.take(NOW).take(NOW);

            assertThat(two.take(NOW).returned()).isEqualTo(two);
        }

        @Test
        void an_answer_that_nobody_awaits_counts_too() {
            assertThat(full.answered(NOW)).isEqualTo(full.takeNow(NOW));
        }
    }

    @Nested
    class Fullness {
        @Test
        void it_is_full_again_when_all_is_refilled() {
            Bucket empty = taken(full, 3);

            assertThat(full.isFull(NOW)).isTrue();
            assertThat(empty.isFull(NOW + 300 * MS - 1)).isFalse();
            assertThat(empty.isFull(NOW + 300 * MS)).isTrue();
        }

        @Test
        void it_is_not_full_while_an_answer_is_awaited() {
            assertThat(full.take(NOW).isFull(NOW + 60_000 * MS)).isFalse();
        }
    }

    @Nested
    class AnotherLimit {
        @Test
        void the_same_limit_changes_nothing() {
            Bucket used = full.takeNow(NOW).take(NOW);

            assertThat(used.under(Limit.rate(10, 3), NOW + 50 * MS)).isEqualTo(used);
        }

        @Test
        void the_debt_stays_in_permits() {
            Bucket slower = taken(full, 3).under(Limit.rate(1, 3), NOW);

            assertThat(slower.earliest(NOW)).isEqualTo(NOW + 1_000 * MS);
        }

        @Test
        void a_part_of_a_permit_counts_as_a_whole_one() {
            long later = NOW + 150 * MS;
            Bucket slower = taken(full, 3).under(Limit.rate(1, 2), later);

            assertThat(slower.earliest(later)).isEqualTo(later + 1_000 * MS);
        }

        @Test
        void a_smaller_burst_holds_at_once() {
            Bucket two = taken(full, 2);

            assertThat(two.under(Limit.rate(10, 1), NOW).earliest(NOW)).isEqualTo(NOW + 200 * MS);
        }

        @Test
        void a_full_bucket_is_full_under_any() {
            assertThat(full.under(Limit.rate(1, 1), NOW).isFull(NOW)).isTrue();
        }

        @Test
        void a_window_keeps_what_is_in_flight() {
            Bucket window = taken(full, 3).take(NOW).under(Limit.window(1, Duration.ofSeconds(1)), NOW);

            assertThat(window.earliest(NOW)).isEqualTo(NOW + 1_000 * MS);
            assertThat(window.returned().earliest(NOW)).isEqualTo(NOW);
        }
    }

    private static Bucket taken(Bucket bucket, int permits) {
        return taken(bucket, permits, NOW);
    }

    private static Bucket taken(Bucket bucket, int permits, long now) {
        Bucket taken = bucket;
        for (int i = 0; i < permits; i++) {
            taken = taken.takeNow(now);
        }
        return taken;
    }
}
