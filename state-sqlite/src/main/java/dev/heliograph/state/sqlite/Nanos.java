// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.sqlite;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Moments as SQLite keeps them: nanoseconds since 1970, with the ends of the range for what lies beyond 1677 and 2262. */
final class Nanos {
    private static final long SECOND = 1_000_000_000L;

    private Nanos() {}

    static long of(Instant moment) {
        try {
            return Math.addExact(Math.multiplyExact(moment.getEpochSecond(), SECOND), moment.getNano());
        } catch (ArithmeticException beyond) {
            return moment.getEpochSecond() > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
        }
    }

    static @Nullable Long orNull(@Nullable Instant moment) {
        return moment == null ? null : of(moment);
    }

    static Instant instant(long nanos) {
        if (nanos == Long.MAX_VALUE) {
            return Instant.MAX;
        }
        return nanos == Long.MIN_VALUE
                ? Instant.MIN
                : Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
    }
}
