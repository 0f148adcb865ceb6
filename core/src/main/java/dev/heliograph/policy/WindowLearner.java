// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.policy;

import dev.heliograph.model.Limit;
import dev.heliograph.model.Stable;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The count of a sliding window that a server grants, learned from its floods. Times are nanoseconds of one clock. Not for use
 * by several threads.
 *
 * <p>The law is that of the window itself: a server that refuses a call says to wait until the oldest of the calls that it
 * counts leaves its window. Where that is when the oldest of ours does, ours are all that it counts, and their number is its
 * limit. Where it is not, calls that we know nothing of stand in the window too, or it is another limit.
 */
@Stable
public final class WindowLearner {
    /** Spans of use at the limit before one more is tried. */
    private static final long PATIENCE = 20;

    private static final long LONGEST_PATIENCE = 1_000;
    /** Servers tell whole seconds, and count from before we heard of it. */
    private static final long SLACK = Duration.ofMillis(1_500).toNanos();

    private static final long NEVER = Long.MIN_VALUE;

    private int count = Integer.MAX_VALUE;
    private long patience = PATIENCE;
    private long calmSince = NEVER;

    /** Nothing learned. */
    public WindowLearner() {}

    /** Whether a server whose window is filled by these calls would say to wait so long. */
    public static boolean predicts(Limit.Window window, List<Long> taken, Duration retryAfter, long now) {
        long span = window.span().toNanos();
        for (long at : taken) {
            if (at + span > now) {
                return Math.abs(at + span - now - retryAfter.toNanos()) <= SLACK;
            }
        }
        return false;
    }

    /**
     * A flood came of this limit.
     *
     * @param taken when calls were taken, oldest first, without the refused one
     * @return whether it taught something
     */
    public boolean flooded(Limit.Window configured, List<Long> taken, Duration retryAfter, long now) {
        Limit.Window believed = effective(configured);
        long span = believed.span().toNanos();
        int live = (int) taken.stream().filter(at -> at + span > now).count();
        if (live == 0 || live >= believed.count() || !predicts(believed, taken, retryAfter, now)) {
            return false;
        }
        patience = count == Integer.MAX_VALUE ? PATIENCE : Math.min(2 * patience, LONGEST_PATIENCE);
        count = live;
        calmSince = now;
        return true;
    }

    /**
     * The server accepted a call.
     *
     * @return whether the limit was raised
     */
    public boolean accepted(Limit.Window configured, long now) {
        if (count >= configured.count()
                || now - calmSince < patience * configured.span().toNanos()) {
            return false;
        }
        count++;
        calmSince = now;
        return true;
    }

    /** The configured limit, or what is known to be granted of it. */
    public Limit.Window effective(Limit.Window configured) {
        return count >= configured.count() ? configured : new Limit.Window(count, configured.span());
    }

    /** What was learned, or null where nothing was, or what was is no longer held. */
    public @Nullable LearnedLimit learned(Limit.Window configured) {
        return count >= configured.count() ? null : new LearnedLimit(effective(configured), patience);
    }

    /** Takes over what an earlier life, or another process, has learned. */
    public void restore(LearnedLimit known, long now) {
        count = ((Limit.Window) known.limit()).count();
        patience = Math.max(PATIENCE, Math.min(known.patience(), LONGEST_PATIENCE));
        calmSince = now;
    }
}
