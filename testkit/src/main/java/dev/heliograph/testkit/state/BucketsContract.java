// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.state;

import static dev.heliograph.testkit.state.Answers.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Limit;
import dev.heliograph.model.Outcome;
import dev.heliograph.spi.state.Buckets;
import dev.heliograph.spi.state.Grant;
import dev.heliograph.testkit.seeds.Seeds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What {@link Buckets} keep to: they grant exactly what the pure {@link dev.heliograph.spi.state.Bucket} grants. */
public abstract class BucketsContract {
    private static final Limit TWO_AT_ONCE = Limit.rate(1, 2);
    private static final Limit THREE_A_MINUTE = Limit.window(3, Duration.ofMinutes(1));
    private static final List<Limit> LIMITS = List.of(
            TWO_AT_ONCE,
            THREE_A_MINUTE,
            Limit.rate(1, 1),
            Limit.rate(0.5, 3),
            Limit.rate(40, 20),
            Limit.window(1, Duration.ofSeconds(1)),
            Limit.window(20, Duration.ofSeconds(60)));

    /** For authors to extend. */
    protected BucketsContract() {}

    /** The port: the same throughout a test, and empty when it begins. */
    protected abstract Buckets buckets();

    @Nested
    class Rate {
        @Test
        void the_burst_is_granted_at_once() {
            assertThat(take(NOW, with("a", TWO_AT_ONCE))).isEqualTo(new Grant(true, NOW));
            assertThat(take(NOW, with("a", TWO_AT_ONCE))).isEqualTo(new Grant(true, NOW));
        }

        @Test
        void after_the_burst_it_answers_when_to_come_back() {
            takeTwice(NOW);

            assertThat(take(NOW, with("a", TWO_AT_ONCE))).isEqualTo(new Grant(false, NOW.plusSeconds(1)));
            assertThat(take(NOW.plusMillis(999), with("a", TWO_AT_ONCE)).granted())
                    .isFalse();
            assertThat(take(NOW.plusSeconds(1), with("a", TWO_AT_ONCE))).isEqualTo(new Grant(true, NOW.plusSeconds(1)));
        }

        @Test
        void a_pause_saves_up_no_more_than_the_burst() {
            takeTwice(NOW);
            takeTwice(NOW.plusSeconds(3_600));

            assertThat(take(NOW.plusSeconds(3_600), with("a", TWO_AT_ONCE)).granted())
                    .isFalse();
        }
    }

    @Nested
    class Window {
        @Test
        void so_many_are_granted_in_any_span() {
            for (int second : new int[] {0, 10, 20}) {
                assertThat(take(NOW.plusSeconds(second), with("a", THREE_A_MINUTE))
                                .granted())
                        .isTrue();
            }

            assertThat(take(NOW.plusSeconds(30), with("a", THREE_A_MINUTE)))
                    .isEqualTo(new Grant(false, NOW.plusSeconds(60)));
            assertThat(take(NOW.plusSeconds(60), with("a", THREE_A_MINUTE)).granted())
                    .isTrue();
            assertThat(take(NOW.plusSeconds(60), with("a", THREE_A_MINUTE)))
                    .isEqualTo(new Grant(false, NOW.plusSeconds(70)));
        }
    }

    @Nested
    class Several {
        @Test
        void a_refusal_takes_of_none() {
            takeTwice(NOW);
            for (int i = 0; i < 5; i++) {
                assertThat(take(NOW, with("w", THREE_A_MINUTE), with("a", TWO_AT_ONCE))
                                .granted())
                        .isFalse();
            }

            for (int i = 0; i < 3; i++) {
                assertThat(take(NOW, with("w", THREE_A_MINUTE)).granted()).isTrue();
            }
        }

        @Test
        void a_grant_takes_of_all() {
            take(NOW, with("a", Limit.rate(1, 1)), with("b", Limit.rate(1, 1)));

            assertThat(take(NOW, with("a", Limit.rate(1, 1))).granted()).isFalse();
            assertThat(take(NOW, with("b", Limit.rate(1, 1))).granted()).isFalse();
        }

        @Test
        void the_latest_of_the_limits_says_when_to_come_back() {
            takeTwice(NOW);
            take(NOW, with("b", Limit.window(1, Duration.ofSeconds(30))));
            Buckets.Take late = with("b", Limit.window(1, Duration.ofSeconds(30)));

            assertThat(take(NOW, late, with("a", TWO_AT_ONCE))).isEqualTo(new Grant(false, NOW.plusSeconds(30)));
            assertThat(take(NOW, with("a", TWO_AT_ONCE), late)).isEqualTo(new Grant(false, NOW.plusSeconds(30)));
        }

        @Test
        void the_same_limit_twice_takes_two() {
            assertThat(take(NOW, with("a", TWO_AT_ONCE), with("a", TWO_AT_ONCE)).granted())
                    .isTrue();
            assertThat(take(NOW, with("a", TWO_AT_ONCE)).granted()).isFalse();
        }

        @Test
        void keys_are_apart() {
            takeTwice(NOW);

            assertThat(take(NOW, with("A", TWO_AT_ONCE)).granted()).isTrue();
        }

        @Test
        void calls_at_once_share_no_permit() {
            List<CompletionStage<Outcome<Grant>>> stages = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                stages.add(buckets().take(List.of(with("w", THREE_A_MINUTE)), NOW));
            }

            assertThat(stages.stream().map(Answers::of).filter(Grant::granted)).hasSize(3);
        }
    }

    @Nested
    class AnotherLimit {
        @Test
        void a_slower_rate_keeps_what_was_taken() {
            takeTwice(NOW);

            assertThat(take(NOW, with("a", Limit.rate(0.5, 2)))).isEqualTo(new Grant(false, NOW.plusSeconds(2)));
        }

        @Test
        void a_wider_window_keeps_what_was_taken() {
            Limit narrow = Limit.window(1, Duration.ofMinutes(1));
            take(NOW, with("a", narrow));

            assertThat(take(NOW, with("a", THREE_A_MINUTE)).granted()).isTrue();
            assertThat(take(NOW, with("a", THREE_A_MINUTE)).granted()).isTrue();
            assertThat(take(NOW, with("a", THREE_A_MINUTE))).isEqualTo(new Grant(false, NOW.plusSeconds(60)));
        }
    }

    @Seeds(value = 20, campaign = 1_000)
    void grants_exactly_what_the_pure_bucket_grants(RandomGenerator chance) {
        BucketsModel model = new BucketsModel();
        Instant now = NOW;
        int pause = 1 + chance.nextInt(chance.nextBoolean() ? 200 : 5_000);
        for (int i = 0; i < 200; i++) {
            now = now.plusMillis(chance.nextInt(pause));
            List<Buckets.Take> takes = Stream.generate(() -> randomTake(chance))
                    .limit(1 + chance.nextInt(3))
                    .toList();

            assertThat(Answers.of(buckets().take(takes, now))).isEqualTo(model.take(takes, now));
        }
    }

    private static Buckets.Take randomTake(RandomGenerator chance) {
        int key = chance.nextInt(LIMITS.size());
        int limit = chance.nextInt(20) == 0 ? chance.nextInt(LIMITS.size()) : key;
        return with("key " + key, LIMITS.get(limit));
    }

    private void takeTwice(Instant now) {
        assertThat(take(now, with("a", TWO_AT_ONCE)).granted()).isTrue();
        assertThat(take(now, with("a", TWO_AT_ONCE)).granted()).isTrue();
    }

    private static Buckets.Take with(String key, Limit limit) {
        return new Buckets.Take(key, limit);
    }

    private Grant take(Instant now, Buckets.Take... takes) {
        return Answers.of(buckets().take(List.of(takes), now));
    }
}
