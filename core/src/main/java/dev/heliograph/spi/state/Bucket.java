// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.state;

import dev.heliograph.model.Limit;
import dev.heliograph.model.Stable;

/**
 * The permits of one limit, as an immutable value. All times are nanoseconds of one clock of the caller's choice.
 *
 * <p>A permit is taken when a request leaves and re-dated when its answer arrives: the server judged no later than it
 * answered, so this bucket is never fuller than the server's, however long the way is.
 */
@Stable
public sealed interface Bucket permits RateBucket, WindowBucket {
    /** A bucket that nothing was taken from. */
    static Bucket full(Limit limit) {
        return switch (limit.kind()) {
            case RATE -> RateBucket.full((Limit.Rate) limit);
            case WINDOW -> WindowBucket.full((Limit.Window) limit);
        };
    }

    /**
     * The earliest time, {@code now} or later, at which a permit is free, if no other is taken before and all answers
     * that are awaited arrive now.
     */
    default long earliest(long now) {
        return earliest(now, 1);
    }

    /**
     * As {@link #earliest(long)}, of the last of so many permits, if each is taken and answered as soon as it is free.
     *
     * @param count 1 or more
     */
    long earliest(long now, long count);

    /** Takes a permit whose answer is awaited, whether or not one is free. */
    Bucket take(long now);

    /** The answer to one taken permit arrived: it counts from now on as taken now. */
    Bucket answered(long now);

    /** One taken permit was never used: it is given back. */
    Bucket returned();

    /** Takes a permit that counts as answered at once. */
    default Bucket takeNow(long now) {
        return take(now).answered(now);
    }

    /**
     * The same past under another limit. A rate counts a part of a permit as a whole one; a window knows only what its
     * own span let it keep; between a rate and a window only the permits in flight are carried over.
     */
    Bucket under(Limit limit, long now);

    /**
     * Whether at least half of its permits are taken: it runs near its limit.
     *
     * @param besides how many taken permits are not counted, 0 or more
     */
    boolean isHalfUsed(long now, int besides);

    /** Whether it is as good as new, so that it need not be kept. */
    boolean isFull(long now);
}
