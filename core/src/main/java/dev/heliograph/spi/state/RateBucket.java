// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.state;

import dev.heliograph.model.Limit;
import dev.heliograph.model.Stable;

/**
 * The permits of a {@link Limit.Rate}.
 *
 * @param rate the limit
 * @param refilledAt when the bucket will be full again, if no more is taken: the past for a full one
 * @param inFlight permits taken whose answer is awaited
 */
@Stable
public record RateBucket(Limit.Rate rate, long refilledAt, int inFlight) implements Bucket {
    static RateBucket full(Limit.Rate rate) {
        return inFlight(rate, 0);
    }

    static RateBucket inFlight(Limit.Rate rate, int inFlight) {
        return new RateBucket(rate, Long.MIN_VALUE / 2, inFlight);
    }

    @Override
    public long earliest(long now, long count) {
        long interval = rate.intervalNanos();
        long level = Math.max(refilledAt, now) + (inFlight + count - rate.burst()) * interval;
        return Math.max(now, level);
    }

    @Override
    public Bucket take(long now) {
        return new RateBucket(rate, refilledAt, inFlight + 1);
    }

    @Override
    public Bucket answered(long now) {
        return new RateBucket(rate, Math.max(refilledAt, now) + rate.intervalNanos(), Math.max(0, inFlight - 1));
    }

    @Override
    public Bucket returned() {
        return new RateBucket(rate, refilledAt, Math.max(0, inFlight - 1));
    }

    @Override
    public Bucket under(Limit limit, long now) {
        if (limit.kind() != Limit.Kind.RATE) {
            return WindowBucket.inFlight((Limit.Window) limit, inFlight);
        }
        if (limit.equals(rate)) {
            return this;
        }
        Limit.Rate next = (Limit.Rate) limit;
        // a part of a permit counts as a whole one: rounding down would give away what was taken
        long debt = -Math.floorDiv(-Math.max(0, refilledAt - now), rate.intervalNanos());
        return new RateBucket(next, now + debt * next.intervalNanos(), inFlight);
    }

    @Override
    public boolean isHalfUsed(long now, int besides) {
        long interval = rate.intervalNanos();
        return 2 * (Math.max(0, refilledAt - now) + (inFlight - besides) * interval) >= rate.burst() * interval;
    }

    @Override
    public boolean isFull(long now) {
        return inFlight == 0 && refilledAt <= now;
    }
}
