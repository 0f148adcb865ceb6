// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.policy;

import dev.heliograph.model.Limit;
import dev.heliograph.model.Stable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The rate and the burst that a server grants, learned from its floods: apart from each other, and upward again. Times are
 * nanoseconds of one clock. Not for use by several threads.
 *
 * <p>The law is that of a bucket of tokens, which is empty whenever it floods. A flood at a <em>level</em> (accepted calls that
 * a bucket of the believed rate still counts) at which nothing was accepted before tells of the burst. One at a level that had
 * been accepted tells of the rate: what was accepted between two floods, by the time between them. A single flood at such a
 * level tells nothing, for it may have come of other things.
 *
 * <p>Use without floods raises both again: a rate by a twenty-fifth a second after seven calm seconds, and twice as fast
 * once it is well beyond the rate of the last flood. Each try that fails makes the next one wait a third longer.
 */
@Stable
public final class RateLearner {
    /** Calm use before a higher rate is tried, the first time. */
    private static final long PATIENCE = Duration.ofSeconds(7).toNanos();
    /** The longest that failures can make it. */
    private static final long LONGEST_PATIENCE = Duration.ofMinutes(10).toNanos();

    /** Calm use before a larger burst is tried, the first time: a burst that is too small costs little. */
    private static final long BURST_PATIENCE = Duration.ofMinutes(10).toNanos();

    private static final long LONGEST_BURST_PATIENCE = Duration.ofHours(2).toNanos();

    private static final long STEP = Duration.ofSeconds(1).toNanos();
    private static final double GROWTH = 1.04;
    /** So far beyond the rate of the last flood, it is no longer the same server. */
    private static final double BEYOND = 1.2;

    private static final double FAST_GROWTH = 1.08;
    private static final double MORE_PATIENCE = 1.35;
    /** Somewhat below what was found, so that the server's bucket fills rather than empties. */
    private static final double MARGIN = 0.98;
    /** What is left of a rate that failed, where nothing tells the true one. */
    private static final double BACK = 0.92;
    /** The share of the believed rate from which on calls are as many as the limit lets through. */
    private static final double SATURATED = 0.8;
    /** The least that one flood leaves: the pauses of a server that is ill say little about its speed. */
    private static final double LEAST = 0.3;
    /** The same where most of what was accepted may be what a pause had saved up. */
    private static final double LEAST_OF_FEW = 0.6;
    /** What is left of the rate after a flood of an account whose other users are not seen. */
    private static final double OF_SHARED = 0.8;
    /** What is left of its burst, after the first. */
    private static final double OF_SHARED_BURST = 0.6;
    /** The least share of the configured rate. */
    private static final double FLOOR = 0.02;
    /** Longer ago, a flood says nothing about how full the server's bucket is. */
    private static final long RECENT = Duration.ofSeconds(60).toNanos();
    /** In a longer pause a bucket may be full before its end. */
    private static final long MOST_REFILL = Duration.ofSeconds(2).toNanos();

    /** Permits by which what a server counts may differ from what is counted here. */
    private static final double UNSURE = 0.5;

    private static final long NEVER = Long.MIN_VALUE;

    private double perSecond = Double.POSITIVE_INFINITY;
    private int burst = Integer.MAX_VALUE;
    private long patience = PATIENCE;
    private long burstPatience = BURST_PATIENCE;
    private long emptiedAt = NEVER;
    private long reopensAt = NEVER;
    private long acceptedAt = NEVER;
    private int accepted;
    private double level;
    private long levelAt = NEVER;
    private double proven;
    private double provenBefore;
    private long calm;
    private long raisedAt;
    private double base = Double.POSITIVE_INFINITY;
    private double failed;

    /** Nothing learned. */
    public RateLearner() {}

    /**
     * One flood.
     *
     * @param leftAt when the refused call left
     * @param now when the refusal arrived
     * @param retryAfter how long the server said to wait
     * @param until when the wait is over, with what was added to it
     * @param shared whether others use the account too, whose calls are not seen
     */
    public record Flood(long leftAt, long now, Duration retryAfter, long until, boolean shared) {
        /** The same with a wait that ends then or later. */
        public Flood until(long other) {
            return new Flood(leftAt, now, retryAfter, Math.max(until, other), shared);
        }
    }

    /**
     * The server accepted a call.
     *
     * @param atLimit whether the limit is what holds calls back
     * @param leftAt when it left
     * @param now when its answer arrived
     * @param configured the limit as it is configured
     * @return whether the limit was raised
     */
    public boolean accepted(boolean atLimit, long leftAt, long now, Limit.Rate configured) {
        if (reopensAt != NEVER && leftAt < reopensAt) {
            return false;
        }
        accepted++;
        level = levelAt(leftAt, configured) + 1;
        levelAt = Math.max(levelAt, leftAt);
        proven = Math.max(proven, level);
        if (atLimit && acceptedAt != NEVER && acceptedAt < now) {
            calm += Math.min(now - acceptedAt, 2 * STEP);
        }
        acceptedAt = now;
        boolean raised = calm - raisedAt >= STEP && raise(configured);
        raisedAt = raised ? calm : raisedAt;
        return raised;
    }

    /** How many accepted calls a bucket of the effective rate would still count. */
    private double levelAt(long at, Limit.Rate configured) {
        return levelAt == NEVER || at <= levelAt
                ? level
                : Math.max(0, level - (at - levelAt) * effective(configured).perSecond() / 1e9);
    }

    private boolean raise(Limit.Rate configured) {
        boolean raised = false;
        if (perSecond < configured.perSecond() && calm >= Math.max(patience, slowest(perSecond))) {
            perSecond *= perSecond > failed * BEYOND ? FAST_GROWTH : GROWTH;
            raised = true;
            if (perSecond >= configured.perSecond()) {
                perSecond = Double.POSITIVE_INFINITY;
            }
        }
        if (burst < configured.burst() && calm >= burstPatience) {
            burst += Math.max(1, burst / 10);
            raised = true;
        }
        return raised;
    }

    /** Where permits are rare, so many of them say whether it is calm. */
    private static long slowest(double perSecond) {
        return (long) (30e9 / perSecond);
    }

    /**
     * A flood came of this limit.
     *
     * @param configured the limit as it is configured
     * @return whether it taught something
     */
    public boolean flooded(Flood flood, Limit.Rate configured) {
        if (reopensAt != NEVER && flood.leftAt() < reopensAt) {
            reopensAt = Math.max(reopensAt, flood.until());
            return false;
        }
        boolean learned = accepted > 0 && learn(flood, effective(configured), configured);
        emptiedAt = flood.now();
        reopensAt = flood.until();
        accepted = 0;
        provenBefore = proven;
        proven = 0;
        calm = 0;
        raisedAt = 0;
        return learned;
    }

    private boolean learn(Flood flood, Limit.Rate believed, Limit.Rate configured) {
        boolean known = emptiedAt != NEVER && flood.now() - Math.max(emptiedAt, reopensAt) < RECENT;
        if (flood.shared() && !known && believed.burst() > 1) {
            burst = Math.max(1, (int) (believed.burst() * OF_SHARED_BURST));
            return true;
        }
        double refused = levelAt(flood.leftAt(), configured) + 1;
        double safe = known ? Math.max(proven, provenBefore) + UNSURE : proven - 1;
        if (!flood.shared() && refused > safe && smaller(believed)) {
            return true;
        }
        if (calm > 2 * patience + RECENT) {
            // it had been right for long: not the try that fails, but another server
            patience = PATIENCE;
            base = Double.POSITIVE_INFINITY;
        }
        double before = believed.perSecond();
        double found = found(flood, believed, known);
        if (found >= before && !known) {
            return false;
        }
        if (isTried(before)) {
            patience = Math.min((long) (patience * MORE_PATIENCE), LONGEST_PATIENCE);
        }
        failed = before;
        double least =
                isSlow(flood, believed) ? 0 : flood.now() - reopensAt < reopensAt - emptiedAt ? LEAST_OF_FEW : LEAST;
        double next = Math.max(before * least, Math.min(found, before) * MARGIN);
        perSecond = Math.max(configured.perSecond() * FLOOR, next);
        base = perSecond;
        return true;
    }

    private boolean smaller(Limit.Rate believed) {
        int next = Math.max(1, (int) Math.ceil(proven - 0.3) - (proven >= 4 ? 1 : 0));
        boolean smaller = next < believed.burst();
        if (smaller && calm >= burstPatience) {
            burstPatience = Math.min(2 * burstPatience, LONGEST_BURST_PATIENCE);
        }
        burst = smaller ? next : burst;
        return smaller;
    }

    /** The rate that the server let through. */
    private double found(Flood flood, Limit.Rate believed, boolean known) {
        double before = believed.perSecond();
        if (flood.shared()) {
            return before > base ? Math.max(base, before * OF_SHARED) : before * OF_SHARED;
        }
        if (isSlow(flood, believed)) {
            return 1e9 / (flood.now() - acceptedAt + flood.retryAfter().toNanos());
        }
        if (isTried(before)) {
            return Math.max(base, before * BACK);
        }
        if (!known) {
            return before;
        }
        long pause = Math.min(reopensAt - emptiedAt, MOST_REFILL);
        long open = Math.max(1, flood.now() - reopensAt);
        if (accepted * 1e9 / open < before * SATURATED) {
            // calls left more slowly than the limit allows: their number says nothing about it
            return before * BACK;
        }
        double mean = accepted * 1e9 / (pause + open);
        return open < pause ? mean : Math.max(mean, (accepted - believed.burst()) * 1e9 / open);
    }

    /** Whether the rate is one that was raised to, not one that was found. */
    private boolean isTried(double rate) {
        return rate > base * 1.01;
    }

    /** Whether the wait itself tells the rate: servers say whole seconds, so it does where permits are further apart. */
    private boolean isSlow(Flood flood, Limit.Rate believed) {
        return believed.burst() == 1
                && believed.perSecond() <= 2
                && acceptedAt != NEVER
                && flood.retryAfter().toNanos() > STEP;
    }

    /** Whether fewer calls at once were accepted lately than would have been with one that left at that time. */
    public boolean isFurthest(long leftAt, Limit.Rate configured) {
        double refused = levelAt(leftAt, configured) + 1;
        return refused >= 2 && refused > Math.max(proven, provenBefore) - UNSURE;
    }

    /** The configured limit, or what is known to be granted of it. */
    public Limit.Rate effective(Limit.Rate configured) {
        if (perSecond >= configured.perSecond() && burst >= configured.burst()) {
            return configured;
        }
        return new Limit.Rate(Math.min(perSecond, configured.perSecond()), Math.min(burst, configured.burst()));
    }

    /** What was learned, or null where nothing was, or what was is no longer held. */
    public @Nullable LearnedLimit learned(Limit.Rate configured) {
        Limit.Rate effective = effective(configured);
        return effective.equals(configured) ? null : new LearnedLimit(effective, patience);
    }

    /** Takes over what an earlier life, or another process, has learned. */
    public void restore(LearnedLimit known) {
        Limit.Rate rate = (Limit.Rate) known.limit();
        perSecond = rate.perSecond();
        base = perSecond;
        failed = perSecond;
        burst = rate.burst();
        patience = Math.max(PATIENCE, Math.min(known.patience(), LONGEST_PATIENCE));
        calm = 0;
        raisedAt = 0;
    }
}
