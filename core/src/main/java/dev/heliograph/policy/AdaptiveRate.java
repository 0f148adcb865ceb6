// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.policy;

import dev.heliograph.model.Stable;
import java.time.Duration;

/**
 * How much of the configured speed is used: less after floods that repeat, more again after calm. Times are
 * nanoseconds of one clock.
 *
 * @param factor share of the configured limits, from {@link #FLOOR} to 1
 * @param floodedAt when the pause of the latest flood is over, or {@link #NEVER}
 * @param changedAt when the factor was last changed, or {@link #NEVER}
 */
@Stable
public record AdaptiveRate(double factor, long floodedAt, long changedAt) {
    /** The least share that floods can bring it down to. */
    public static final double FLOOR = 0.1;
    /** No such time. */
    public static final long NEVER = Long.MIN_VALUE;

    private static final double DECREASE = 0.85;
    private static final double INCREASE = 0.01;
    private static final long CALM = Duration.ofSeconds(60).toNanos();
    private static final long STEP = Duration.ofSeconds(10).toNanos();

    /** The full speed, nothing learned. */
    public static AdaptiveRate full() {
        return new AdaptiveRate(1, NEVER, NEVER);
    }

    /** What was learned in an earlier life. */
    public static AdaptiveRate learned(double factor, long now) {
        return new AdaptiveRate(Math.max(FLOOR, Math.min(1, factor)), NEVER, now);
    }

    /**
     * A flood came. The first after a calm minute changes nothing: its gate is enough. One that follows while running
     * near the present speed lowers it, once for all the answers of one pause.
     *
     * @param now when
     * @param pause how long the gate stays closed
     * @param nearLimit whether the session ran near its present speed
     */
    public AdaptiveRate flooded(long now, Duration pause, boolean nearLimit) {
        long ends = now + pause.toNanos();
        boolean samePause = floodedAt != NEVER && now < floodedAt;
        boolean repeated = floodedAt != NEVER && now - floodedAt < CALM;
        if (samePause || !repeated || !nearLimit) {
            return new AdaptiveRate(factor, samePause ? Math.max(ends, floodedAt) : ends, changedAt);
        }
        return new AdaptiveRate(Math.max(FLOOR, factor * DECREASE), ends, now);
    }

    /** Time went by: a little faster after every ten calm seconds. */
    public AdaptiveRate calmed(long now) {
        if (factor >= 1) {
            return this;
        }
        long since = Math.max(floodedAt == NEVER ? NEVER : floodedAt + CALM, changedAt);
        if (since == NEVER || now - since < STEP) {
            return this;
        }
        long steps = (now - since) / STEP;
        return new AdaptiveRate(Math.min(1, factor + INCREASE * steps), floodedAt, since + steps * STEP);
    }
}
