// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every limit and every history. */
class BucketPropertiesTest {
    private static final long SECOND = 1_000_000_000;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Boolean.getBoolean("heliograph.campaign") ? 20_000 : 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void no_span_holds_more_than_the_limit(long seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        Limit limit = anyLimit(chance);
        List<Long> granted = greedily(limit, chance);

        for (int first = 0; first < granted.size(); first++) {
            for (int last = first; last < granted.size(); last++) {
                assertThat((long) last - first + 1)
                        .as("%s between %s and %s", limit, granted.get(first), granted.get(last))
                        .isLessThanOrEqualTo(most(limit, granted.get(last) - granted.get(first)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothing_is_held_back_longer_than_the_limit_asks(long seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        Limit limit = anyLimit(chance);
        List<Long> granted = greedily(limit, chance);

        for (long now : granted) {
            Bucket bucket = replayed(limit, granted, now);
            long earliest = bucket.earliest(now);
            if (earliest > now) {
                assertThat(isWithin(limit, granted, now, earliest)).isTrue();
                assertThat(isWithin(limit, granted, now, earliest - 1)).isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_earliest_time_is_exact(long seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        Limit limit = anyLimit(chance);
        Bucket bucket = Bucket.full(limit);
        long now = 0;
        for (int i = 0; i < 100; i++) {
            now += chance.nextLong(pause(limit));
            bucket = chance.nextInt(3) == 0 ? bucket : bucket.takeNow(now);
            long earliest = bucket.earliest(now);

            assertThat(earliest).isGreaterThanOrEqualTo(now);
            assertThat(bucket.earliest(earliest)).isEqualTo(earliest);
            if (earliest > now) {
                assertThat(bucket.earliest(earliest - 1)).isEqualTo(earliest);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_earliest_time_of_several_is_that_of_taking_one_after_the_other(long seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        Limit limit = anyLimit(chance);
        Bucket bucket = Bucket.full(limit);
        long now = 0;
        for (int i = 0; i < 30; i++) {
            now += chance.nextLong(pause(limit));
            bucket = chance.nextInt(3) == 0 ? bucket : bucket.takeNow(now);
        }
        Bucket taken = bucket;
        long at = now;
        for (int count = 1; count <= 60; count++) {
            at = taken.earliest(at);
            taken = taken.takeNow(at);

            assertThat(bucket.earliest(now, count)).as("%s, %s", limit, count).isEqualTo(at);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_earliest_time_supposes_that_all_answers_come_now(long seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        Limit limit = anyLimit(chance);
        Bucket bucket = Bucket.full(limit);
        int inFlight = 0;
        long now = 0;
        for (int i = 0; i < 100; i++) {
            now += chance.nextLong(pause(limit));
            if (inFlight > 0 && chance.nextBoolean()) {
                bucket = chance.nextInt(4) == 0 ? bucket.returned() : bucket.answered(now);
                inFlight--;
            } else {
                bucket = bucket.take(now);
                inFlight++;
            }
            Bucket answered = bucket;
            for (int j = 0; j < inFlight; j++) {
                answered = answered.answered(now);
            }

            assertThat(bucket.earliest(now)).isEqualTo(answered.earliest(now));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_slower_rate_gives_nothing_sooner(long seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        Limit.Rate limit = anyRate(chance);
        Bucket bucket = Bucket.full(limit);
        long now = 0;
        for (int i = 0; i < 50; i++) {
            now += chance.nextLong(pause(limit));
            bucket = chance.nextBoolean() ? bucket.takeNow(now) : bucket.take(now);
            Limit slower = limit.scaled(0.1 + 0.9 * chance.nextDouble());

            assertThat(bucket.under(slower, now).earliest(now)).isGreaterThanOrEqualTo(bucket.earliest(now));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_full_bucket_is_as_good_as_a_new_one(long seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        Limit limit = anyLimit(chance);
        Bucket bucket = Bucket.full(limit);
        long now = 0;
        for (int i = 0; i < 100; i++) {
            now += chance.nextLong(2 * pause(limit));
            bucket = chance.nextBoolean() ? bucket.takeNow(now) : bucket;
            Bucket kept = bucket;
            Bucket fresh = Bucket.full(limit);
            for (int j = 0; bucket.isFull(now) && j < 60; j++) {
                assertThat(kept.earliest(now)).isEqualTo(fresh.earliest(now));
                kept = kept.takeNow(now);
                fresh = fresh.takeNow(now);
            }
        }
    }

    /** Takes a permit whenever one is free, at times of chance or at the earliest. */
    private static List<Long> greedily(Limit limit, SplittableRandom chance) {
        Bucket bucket = Bucket.full(limit);
        List<Long> granted = new ArrayList<>();
        long now = 0;
        for (int i = 0; i < 150; i++) {
            now = chance.nextBoolean() ? bucket.earliest(now) : now + chance.nextLong(pause(limit));
            if (bucket.earliest(now) == now) {
                bucket = bucket.takeNow(now);
                granted.add(now);
            }
        }
        return granted;
    }

    private static Bucket replayed(Limit limit, List<Long> granted, long until) {
        Bucket bucket = Bucket.full(limit);
        for (long at : granted) {
            bucket = at <= until ? bucket.takeNow(at) : bucket;
        }
        return bucket;
    }

    /** Whether one more at that time would keep to the limit, judged by counting alone. */
    private static boolean isWithin(Limit limit, List<Long> granted, long until, long at) {
        List<Long> all =
                new ArrayList<>(granted.stream().filter(time -> time <= until).toList());
        all.add(at);
        for (int first = 0; first < all.size(); first++) {
            if (all.size() - first > most(limit, at - all.get(first))) {
                return false;
            }
        }
        return true;
    }

    /** The most permits that two of them so far apart may enclose, both counted. */
    private static long most(Limit limit, long apart) {
        return switch (limit.kind()) {
            case RATE -> ((Limit.Rate) limit).burst() + apart / ((Limit.Rate) limit).intervalNanos();
            case WINDOW -> {
                Limit.Window window = (Limit.Window) limit;
                yield apart < window.span().toNanos() ? window.count() : Long.MAX_VALUE;
            }
        };
    }

    static Limit anyLimit(SplittableRandom chance) {
        if (chance.nextBoolean()) {
            return anyRate(chance);
        }
        return Limit.window(1 + chance.nextInt(30), Duration.ofMillis(1 + chance.nextLong(90_000)));
    }

    static Limit.Rate anyRate(SplittableRandom chance) {
        double perSecond = chance.nextBoolean() ? 1 + chance.nextInt(60) : 0.01 + chance.nextDouble();
        return new Limit.Rate(perSecond, 1 + chance.nextInt(30));
    }

    /** Pauses around the average time between two permits. */
    static long pause(Limit limit) {
        return Math.max(2, (long) (2 * SECOND / limit.perSecond()));
    }
}
