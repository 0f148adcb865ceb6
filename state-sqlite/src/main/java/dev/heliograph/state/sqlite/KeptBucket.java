// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.sqlite;

import dev.heliograph.model.Limit;
import dev.heliograph.spi.state.Bucket;
import dev.heliograph.spi.state.RateBucket;
import dev.heliograph.spi.state.WindowBucket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A limit and what was taken from it, as bytes: the number of the format, a letter, the limit, then the taken permits.
 *
 * @param limit under which it was kept
 * @param bucket with no answer awaited
 */
record KeptBucket(Limit limit, Bucket bucket) {
    private static final byte FORMAT = 1;
    private static final byte RATE = 'R';
    private static final byte WINDOW = 'W';

    byte[] bytes() {
        return switch (limit.kind()) {
            case RATE -> {
                Limit.Rate rate = (Limit.Rate) limit;
                yield ByteBuffer.allocate(22)
                        .put(FORMAT)
                        .put(RATE)
                        .putDouble(rate.perSecond())
                        .putInt(rate.burst())
                        .putLong(((RateBucket) bucket).refilledAt())
                        .array();
            }
            case WINDOW -> {
                Limit.Window window = (Limit.Window) limit;
                List<Long> taken = ((WindowBucket) bucket).taken();
                ByteBuffer out = ByteBuffer.allocate(18 + 8 * taken.size())
                        .put(FORMAT)
                        .put(WINDOW)
                        .putInt(window.count())
                        .putLong(window.span().toNanos())
                        .putInt(taken.size());
                taken.forEach(out::putLong);
                yield out.array();
            }
        };
    }

    /** When it will be as good as new, so that it need not be kept. */
    long fullAt() {
        return switch (limit.kind()) {
            case RATE -> ((RateBucket) bucket).refilledAt();
            case WINDOW -> {
                List<Long> taken = ((WindowBucket) bucket).taken();
                long span = ((Limit.Window) limit).span().toNanos();
                yield taken.isEmpty() ? Long.MIN_VALUE : taken.get(taken.size() - 1) + span;
            }
        };
    }

    static KeptBucket read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        byte format = in.get();
        byte letter = in.get();
        if (format != FORMAT || (letter != RATE && letter != WINDOW)) {
            throw new IllegalStateException("a limit is stored in the unknown format " + format + "/" + letter);
        }
        if (letter == RATE) {
            Limit.Rate rate = new Limit.Rate(in.getDouble(), in.getInt());
            return new KeptBucket(rate, new RateBucket(rate, in.getLong(), 0));
        }
        Limit.Window window = new Limit.Window(in.getInt(), Duration.ofNanos(in.getLong()));
        List<Long> taken = new ArrayList<>();
        for (int left = in.getInt(); left > 0; left--) {
            taken.add(in.getLong());
        }
        return new KeptBucket(window, WindowBucket.of(window, taken));
    }
}
