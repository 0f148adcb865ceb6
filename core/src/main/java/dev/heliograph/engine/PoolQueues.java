// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Stable;

/** The names that the queues of pools have in the outbox; stored, so they never change. */
@Stable
public final class PoolQueues {
    private static final String PREFIX = "pool/";

    private PoolQueues() {}

    /** The queue of the pool of that name. */
    public static String of(String pool) {
        return PREFIX + pool;
    }

    /** Whether the queue is that of a pool, and not of a session. */
    public static boolean isOne(String queue) {
        return queue.startsWith(PREFIX);
    }
}
