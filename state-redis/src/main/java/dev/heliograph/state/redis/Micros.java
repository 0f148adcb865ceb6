// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import java.time.Duration;
import java.time.Instant;

/**
 * Times as this store keeps them: microseconds since 1970, rounded down, in the 53 bits that a number of Lua has. What lies
 * outside, some 285 years away, is moved to the edge.
 */
final class Micros {
    private static final long EDGE = 1L << 53;
    private static final long MILLION = 1_000_000L;

    private Micros() {}

    static long of(Instant time) {
        long seconds = time.getEpochSecond();
        if (Math.abs(seconds) > EDGE / MILLION) {
            return seconds < 0 ? -EDGE : EDGE;
        }
        long micros = seconds * MILLION + time.getNano() / 1_000;
        return Math.max(-EDGE, Math.min(EDGE, micros));
    }

    static String text(Instant time) {
        return Long.toString(of(time));
    }

    /** At least one: a time to live that is over at once would be none. */
    static String text(Duration span) {
        long seconds = Math.min(span.toSeconds(), EDGE / MILLION);
        return Long.toString(Math.max(1, seconds * MILLION + span.toNanosPart() / 1_000));
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, MILLION), Math.floorMod(micros, MILLION) * 1_000L);
    }
}
