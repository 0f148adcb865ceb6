// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.policy;

import dev.heliograph.model.Stable;
import java.time.Duration;

/**
 * How much of the configured speed is used: less after floods that repeat, more again after calm. Times are
 * nanoseconds of one clock.
 *
 * <p>A server that counts by a bucket of permits has an empty one whenever it floods. So what it accepted between two
 * floods is what it let in meanwhile: the number by the time is its true speed, and one repetition tells it.
 *
 * @param factor share of the configured limits, from {@link #FLOOR} to 1
 * @param floodedAt when the latest flood came that was not one of a pause already known, or {@link #NEVER}
 * @param reopensAt when the pause of the latest flood is over, or {@link #NEVER}
 * @param changedAt when the factor was last changed, or {@link #NEVER}
 * @param accepted calls that the server accepted since {@code floodedAt}
 */
@Stable
public record AdaptiveRate(double factor, long floodedAt, long reopensAt, long changedAt, int accepted) {
    /** The least share that floods can bring it down to. */
    public static final double FLOOR = 0.1;
    /** No such time. */
    public static final long NEVER = Long.MIN_VALUE;

    /** Somewhat below what was found, so that the server's bucket fills rather than empties. */
    private static final double MARGIN = 0.98;
    /** The most that one flood takes away: the pauses of a server that is ill say little about its speed. */
    private static final double DECREASE = 0.6;

    /** In a longer pause the server's bucket is full before its end, and the rest of the time tells nothing. */
    private static final long MOST_REFILL = Duration.ofSeconds(2).toNanos();

    private static final double INCREASE = 0.01;
    private static final long CALM = Duration.ofSeconds(60).toNanos();
    private static final long STEP = Duration.ofSeconds(10).toNanos();

    /** The full speed, nothing learned. */
    public static AdaptiveRate full() {
        return new AdaptiveRate(1, NEVER, NEVER, NEVER, 0);
    }

    /** What was learned in an earlier life. */
    public static AdaptiveRate learned(double factor, long now) {
        return new AdaptiveRate(Math.max(FLOOR, Math.min(1, factor)), NEVER, NEVER, now, 0);
    }

    /** The server accepted a call. */
    public AdaptiveRate accepting() {
        return floodedAt == NEVER ? this : new AdaptiveRate(factor, floodedAt, reopensAt, changedAt, accepted + 1);
    }

    /**
     * A flood came. The first after a calm minute changes nothing: its gate is enough. One that follows while running
     * near the present speed lowers it to what the server was found to let through, once for all the answers of one
     * pause.
     *
     * @param now when
     * @param pause how long the gate stays closed
     * @param nearLimit whether the session ran near its present speed
     * @param perSecond the configured speed, of which the factor is a share
     */
    public AdaptiveRate flooded(long now, Duration pause, boolean nearLimit, double perSecond) {
        long ends = now + pause.toNanos();
        if (reopensAt != NEVER && now < reopensAt) {
            return new AdaptiveRate(factor, floodedAt, Math.max(ends, reopensAt), changedAt, accepted);
        }
        boolean repeated = reopensAt != NEVER && now - reopensAt < CALM;
        if (!repeated || !nearLimit) {
            return new AdaptiveRate(factor, now, ends, changedAt, 0);
        }
        long open = now - reopensAt + Math.min(reopensAt - floodedAt, MOST_REFILL);
        double found = accepted * 1e9 / Math.max(1, open) / perSecond;
        double next = Math.max(factor * DECREASE, Math.min(factor, found) * MARGIN);
        return new AdaptiveRate(Math.max(FLOOR, next), now, ends, now, 0);
    }

    /** Time went by: a little faster after every ten calm seconds. */
    public AdaptiveRate calmed(long now) {
        if (factor >= 1) {
            return this;
        }
        long since = Math.max(reopensAt == NEVER ? NEVER : reopensAt + CALM, changedAt);
        if (since == NEVER || now - since < STEP) {
            return this;
        }
        long steps = (now - since) / STEP;
        return new AdaptiveRate(
                Math.min(1, factor + INCREASE * steps), floodedAt, reopensAt, since + steps * STEP, accepted);
    }
}
