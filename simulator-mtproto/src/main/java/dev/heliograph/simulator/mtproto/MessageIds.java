// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import java.time.Instant;

/** The numbers of one side's messages: the time, and ever growing. */
final class MessageIds {
    private static final int SECONDS_BEHIND = 300;
    private static final int SECONDS_AHEAD = 30;

    private long last;

    /**
     * The next one.
     *
     * @param answer whether it answers a message of the client
     */
    long next(Instant now, boolean answer) {
        long fraction = (long) now.getNano() << 32;
        long time = now.getEpochSecond() << 32 | fraction / 1_000_000_000L;
        long id = Math.max(time & ~3L, (last & ~3L) + 4);
        last = id;
        return id | (answer ? 1 : 3);
    }

    /** What is wrong with the number of a client's message, as the protocol counts it; 0 for nothing. */
    static int complaint(long id, Instant now) {
        if ((id & 3) != 0) {
            return 18;
        }
        long second = id >> 32;
        if (second < now.getEpochSecond() - SECONDS_BEHIND) {
            return 16;
        }
        return second > now.getEpochSecond() + SECONDS_AHEAD ? 17 : 0;
    }
}
