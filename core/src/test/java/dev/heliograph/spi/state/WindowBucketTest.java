// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Limit;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WindowBucketTest {
    private static final Limit.Window THREE = (Limit.Window) Limit.window(3, Duration.ofNanos(60_000_000));
    private static final long SPAN = 60_000_000;

    private final Bucket full = Bucket.full(THREE);

    @Nested
    class Taking {
        @Test
        void the_count_is_free_at_once() {
            assertThat(full.takeNow(100).takeNow(100).earliest(100)).isEqualTo(100);
        }

        @Test
        void the_next_is_free_when_the_oldest_leaves_the_window() {
            Bucket empty = full.takeNow(100).takeNow(200).takeNow(300);

            assertThat(empty.earliest(300)).isEqualTo(100 + SPAN);
            assertThat(empty.earliest(100 + SPAN - 1)).isEqualTo(100 + SPAN);
            assertThat(empty.earliest(100 + SPAN)).isEqualTo(100 + SPAN);
            assertThat(empty.takeNow(100 + SPAN).earliest(100 + SPAN)).isEqualTo(200 + SPAN);
        }

        @Test
        void one_that_was_taken_without_leave_counts_too() {
            Bucket beyond = full.takeNow(100).takeNow(200).takeNow(300).takeNow(400);

            assertThat(beyond.earliest(400)).isEqualTo(200 + SPAN);
        }

        @Test
        void a_time_that_goes_backwards_counts_as_the_latest() {
            Bucket taken = full.takeNow(500).takeNow(100);

            assertThat(((WindowBucket) taken).taken()).containsExactly(500L, 500L);
        }
    }

    @Nested
    class Answers {
        @Test
        void a_permit_in_flight_holds_its_place_for_ever() {
            Bucket waiting = full.take(100).take(100).take(100);
            long later = 1_000 * SPAN;

            assertThat(waiting.earliest(later)).isEqualTo(later + SPAN);
        }

        @Test
        void an_answered_permit_counts_from_its_answer() {
            Bucket answered = full.take(100).take(100).take(100).answered(700);

            assertThat(answered.earliest(800)).isEqualTo(700 + SPAN);
        }

        @Test
        void a_returned_permit_was_never_taken() {
            Bucket three = full.take(100).take(100).take(100);

            assertThat(three.returned().earliest(100)).isEqualTo(100);
        }
    }

    @Nested
    class Past {
        @Test
        void it_is_shown_oldest_first() {
            assertThat(WindowBucket.of(THREE, List.of(300L, 100L, 200L)).taken())
                    .containsExactly(100L, 200L, 300L);
        }

        @Test
        void a_bucket_with_the_same_past_answers_the_same() {
            WindowBucket taken = (WindowBucket) full.takeNow(100).takeNow(200).takeNow(300);
            Bucket rebuilt = WindowBucket.of(THREE, taken.taken());

            assertThat(rebuilt.earliest(350)).isEqualTo(taken.earliest(350));
        }

        @Test
        void what_no_longer_counts_is_dropped() {
            WindowBucket later = (WindowBucket) full.takeNow(100).takeNow(200).takeNow(100 + SPAN);

            assertThat(later.taken()).containsExactly(200L, 100 + SPAN);
        }
    }

    @Nested
    class Fullness {
        @Test
        void it_is_full_again_when_the_last_has_left() {
            Bucket used = full.takeNow(100);

            assertThat(full.isFull(100)).isTrue();
            assertThat(used.isFull(100 + SPAN - 1)).isFalse();
            assertThat(used.isFull(100 + SPAN)).isTrue();
        }

        @Test
        void it_is_not_full_while_an_answer_is_awaited() {
            assertThat(full.take(100).isFull(1_000 * SPAN)).isFalse();
        }
    }

    @Nested
    class AnotherLimit {
        @Test
        void a_smaller_count_holds_at_once() {
            Bucket narrow = full.takeNow(100).takeNow(200).under(Limit.window(1, Duration.ofNanos(SPAN)), 300);

            assertThat(narrow.earliest(300)).isEqualTo(200 + SPAN);
        }

        @Test
        void a_shorter_span_lets_go_sooner() {
            Limit shorter = Limit.window(3, Duration.ofNanos(SPAN / 2));
            Bucket taken = full.takeNow(100).takeNow(200).takeNow(300).under(shorter, 300);

            assertThat(taken.earliest(300)).isEqualTo(100 + SPAN / 2);
        }

        @Test
        void a_rate_keeps_what_is_in_flight() {
            Bucket rate = full.takeNow(100).take(200).under(Limit.rate(1, 1), 200);

            assertThat(rate.earliest(200)).isEqualTo(200 + 1_000_000_000L);
            assertThat(rate.returned().earliest(200)).isEqualTo(200);
        }
    }
}
