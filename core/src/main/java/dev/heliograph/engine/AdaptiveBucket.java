// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Limit;
import dev.heliograph.policy.LearnedLimit;
import dev.heliograph.policy.RateLearner;
import dev.heliograph.policy.WindowLearner;
import dev.heliograph.spi.state.Bucket;
import dev.heliograph.spi.state.RateBucket;
import dev.heliograph.spi.state.WindowBucket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The permits of one limit under what floods have shown of it. Guarded by the monitor of its budget.
 *
 * <p>While it is not known how much a server grants at once, a burst is begun with {@link #FIRST} permits, and every second
 * answer allows one more: so it grows by half with each round trip, and a server that grants less than is configured refuses
 * a few calls rather than all of them.
 */
final class AdaptiveBucket {
    /** Permits that may be taken at once before the first answer, and again after a flood. */
    static final int FIRST = 3;
    /** What an answer adds to them. */
    private static final double GROWTH = 0.5;

    private static final int FEW = 2;
    /** The longest that the first calls are waited for. */
    private static final long LONGEST_FIRST_WAY = Duration.ofSeconds(1).toNanos();

    private final boolean gradual;
    private Limit configured;
    private Bucket bucket;
    private @Nullable RateLearner rate;
    private @Nullable WindowLearner window;
    private double allowed = FIRST;
    /** Permits in use, if those that left count from then on: what a near server has counted at least. */
    private double level;

    private long levelAt = Long.MIN_VALUE;
    /** Whether any call was answered yet. */
    private boolean isHeard;

    /** When calls were refused lately, under a window. */
    private List<Long> refused = List.of();

    private AdaptiveBucket(Limit limit, boolean gradual) {
        this.gradual = gradual;
        this.configured = limit;
        this.bucket = Bucket.full(limit);
    }

    /** A limit under which many calls are under way at the same time. */
    static AdaptiveBucket gradual(Limit limit) {
        AdaptiveBucket gradual = new AdaptiveBucket(limit, true);
        // what was accepted before the first flood tells what it came of
        gradual.rate = limit instanceof Limit.Rate ? new RateLearner() : null;
        return gradual;
    }

    /** A limit under which one call is under way at a time. */
    static AdaptiveBucket of(Limit limit) {
        return new AdaptiveBucket(limit, false);
    }

    Limit configured() {
        return configured;
    }

    /** The limit that is kept: the configured one, or what is known to be granted of it. */
    Limit effective() {
        if (configured instanceof Limit.Rate known) {
            return rate == null ? known : rate.effective(known);
        }
        return window == null ? configured : window.effective((Limit.Window) configured);
    }

    @Nullable
    LearnedLimit learned() {
        if (configured instanceof Limit.Rate known) {
            return rate == null ? null : rate.learned(known);
        }
        return window == null ? null : window.learned((Limit.Window) configured);
    }

    boolean isRate() {
        return configured instanceof Limit.Rate;
    }

    long earliest(long now) {
        long free = bucket.earliest(now);
        return gradual && configured instanceof Limit.Rate ? Math.max(free, begun(now)) : free;
    }

    /** When one more would be within the burst as far as it is begun. */
    private long begun(long now) {
        double excess = levelAt(now) + 1 - Math.floor(allowed);
        if (excess <= 0) {
            return now;
        }
        return isWaited(now)
                ? levelAt + LONGEST_FIRST_WAY
                : now + (long) Math.ceil(excess * 1e9 / effective().perSecond());
    }

    private double levelAt(long now) {
        if (levelAt == Long.MIN_VALUE) {
            return 0;
        }
        long since = isWaited(now) ? 0 : now - levelAt;
        return Math.max(0, level - since * effective().perSecond() / 1e9);
    }

    /** Whether no call was answered yet: the first ones wait for their connection, and may arrive together whenever they left. */
    private boolean isWaited(long now) {
        return !isHeard && now - levelAt < LONGEST_FIRST_WAY;
    }

    long earliest(long now, long count) {
        return bucket.earliest(now, count);
    }

    void take(long now) {
        bucket = bucket.take(now);
        if (configured instanceof Limit.Rate) {
            double drained = levelAt == Long.MIN_VALUE
                    ? 0
                    : (now - levelAt) * effective().perSecond() / 1e9;
            level = Math.max(0, level - drained) + 1;
            levelAt = now;
        }
    }

    /** The answer to a call that left at that time has come. */
    void answered(long leftAt, long now) {
        // dated by its answer, each of a few permits costs the way besides; a server judges on arrival or on answering:
        // half way
        boolean few = bucket instanceof RateBucket known
                && known.rate().burst() <= FEW
                && !known.rate().equals(configured);
        bucket = bucket.answered(few ? leftAt + (now - leftAt) / 2 : now);
        isHeard = true;
        if (gradual) {
            allowed += GROWTH;
        }
    }

    void returned() {
        bucket = bucket.returned();
        level = Math.max(0, level - 1);
    }

    /** The server accepted the call; whether the limit was raised by it. */
    boolean accepted(long leftAt, long now) {
        boolean raised = false;
        if (rate != null && configured instanceof Limit.Rate known) {
            raised = rate.accepted(bucket.isHalfUsed(now, 0), leftAt, now, known);
        } else if (window != null && configured instanceof Limit.Window known) {
            raised = window.accepted(known, now);
        }
        if (raised) {
            bucket = bucket.under(effective(), now);
        }
        return raised;
    }

    /** The server refused a call for this limit; whether that taught something. */
    boolean flooded(RateLearner.Flood flood) {
        boolean learned;
        if (configured instanceof Limit.Rate known) {
            RateLearner learner = rate == null ? lateLearner(flood, level, known) : rate;
            rate = learner;
            learned = learner.flooded(flood, known);
            allowed = FIRST;
        } else {
            WindowLearner learner = window == null ? new WindowLearner() : window;
            window = learner;
            learned = learner.flooded((Limit.Window) configured, counted(flood.now()), flood.retryAfter(), flood.now());
        }
        if (learned) {
            bucket = bucket.under(effective(), flood.now());
        }
        return learned;
    }

    /** One that begins with the first flood: calls were under way one at a time, and all but the last were accepted. */
    private static RateLearner lateLearner(RateLearner.Flood flood, double level, Limit.Rate configured) {
        RateLearner learner = new RateLearner();
        for (double before = 1; before <= level - 1; before++) {
            learner.accepted(false, flood.leftAt(), flood.leftAt(), configured);
        }
        return learner;
    }

    /** A call under this limit was refused at that time, for whatever limit: the server did not count it. */
    void refused(long now) {
        if (bucket instanceof WindowBucket) {
            long span = ((Limit.Window) configured).span().toNanos();
            List<Long> lately = new ArrayList<>(refused);
            lately.removeIf(at -> at + span <= now);
            lately.add(now);
            refused = lately;
        }
    }

    /** What the server counts of a window. */
    private List<Long> counted(long before) {
        List<Long> counted = new ArrayList<>(((WindowBucket) bucket).taken());
        refused.forEach(counted::remove);
        counted.removeIf(at -> at >= before);
        return counted;
    }

    /** Whether this limit alone would make a server say to wait so long. */
    boolean predicts(Duration retryAfter, long now) {
        return bucket instanceof WindowBucket
                && WindowLearner.predicts((Limit.Window) effective(), counted(now), retryAfter, now);
    }

    /** The share of its permits that are in use. */
    double pressure(long now) {
        if (effective() instanceof Limit.Window known) {
            long span = known.span().toNanos();
            long live = ((WindowBucket) bucket)
                    .taken().stream().filter(at -> at + span > now).count();
            return (double) live / known.count();
        }
        return level / ((Limit.Rate) effective()).burst();
    }

    void restore(LearnedLimit known, long now) {
        if (known.limit().kind() != configured.kind()) {
            return;
        }
        if (configured instanceof Limit.Rate) {
            rate = new RateLearner();
            rate.restore(known);
        } else {
            window = new WindowLearner();
            window.restore(known, now);
        }
        bucket = bucket.under(effective(), now);
    }

    /** The same past under another limit. */
    void under(Limit limit, long now) {
        if (limit.kind() != configured.kind()) {
            rate = gradual && limit instanceof Limit.Rate ? new RateLearner() : null;
            window = null;
        }
        configured = limit;
        bucket = bucket.under(effective(), now);
    }

    boolean isHalfUsed(long now, int besides) {
        return bucket.isHalfUsed(now, besides);
    }

    /** Whether fewer calls at once were accepted lately than with the one that left at that time. */
    boolean isFurthest(long leftAt) {
        return rate != null && configured instanceof Limit.Rate known && rate.isFurthest(leftAt, known);
    }

    /** Whether nothing would be lost if it were forgotten. */
    boolean isForgettable(long now) {
        return bucket.isFull(now) && learned() == null;
    }
}
