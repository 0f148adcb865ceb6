// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.state;

import dev.heliograph.model.Limit;
import dev.heliograph.model.Stable;
import java.util.Arrays;
import java.util.List;

/** The permits of a {@link Limit.Window}: the times of the latest ones, oldest first. */
@Stable
public final class WindowBucket implements Bucket {
    private final Limit.Window window;
    private final long[] taken;
    private final int inFlight;

    private WindowBucket(Limit.Window window, long[] taken, int inFlight) {
        this.window = window;
        this.taken = taken;
        this.inFlight = inFlight;
    }

    static WindowBucket full(Limit.Window window) {
        return inFlight(window, 0);
    }

    static WindowBucket inFlight(Limit.Window window, int inFlight) {
        return new WindowBucket(window, new long[0], inFlight);
    }

    /** A bucket from which permits were taken at those times, in any order. */
    public static WindowBucket of(Limit.Window window, List<Long> taken) {
        return new WindowBucket(
                window, taken.stream().mapToLong(Long::longValue).sorted().toArray(), 0);
    }

    /** The times of the permits that may still count, oldest first. */
    public List<Long> taken() {
        return Arrays.stream(taken).boxed().toList();
    }

    @Override
    public long earliest(long now, long count) {
        // one more than a window's count waits a span for the one that many before it
        long spans = (count - 1) / window.count();
        int live = live(now);
        int excess = live + inFlight + (int) ((count - 1) % window.count()) + 1 - window.count();
        if (excess <= 0) {
            return now + spans * span();
        }
        int awaited = taken.length - live + excess - 1;
        // permits in flight age from their answer, which is not before now
        long from = awaited < taken.length ? taken[awaited] : now;
        return Math.max(now, from + span()) + spans * span();
    }

    @Override
    public Bucket take(long now) {
        return new WindowBucket(window, taken, inFlight + 1);
    }

    @Override
    public Bucket answered(long now) {
        int live = live(now);
        long[] next = new long[live + 1];
        System.arraycopy(taken, taken.length - live, next, 0, live);
        next[live] = live == 0 ? now : Math.max(now, next[live - 1]);
        return new WindowBucket(window, next, Math.max(0, inFlight - 1));
    }

    @Override
    public Bucket returned() {
        return new WindowBucket(window, taken, Math.max(0, inFlight - 1));
    }

    @Override
    public Bucket under(Limit limit, long now) {
        return limit.kind() == Limit.Kind.WINDOW
                ? new WindowBucket((Limit.Window) limit, taken, inFlight)
                : RateBucket.inFlight((Limit.Rate) limit, inFlight);
    }

    @Override
    public boolean isHalfUsed(long now, int besides) {
        return 2 * (live(now) + inFlight - besides) >= window.count();
    }

    @Override
    public boolean isFull(long now) {
        return inFlight == 0 && live(now) == 0;
    }

    private int live(long now) {
        int live = 0;
        for (int i = taken.length - 1; i >= 0 && taken[i] + span() > now; i--) {
            live++;
        }
        return live;
    }

    private long span() {
        return window.span().toNanos();
    }
}
