// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import java.util.stream.LongStream;
import tools.jackson.databind.node.ObjectNode;

/**
 * The basic groups that a request names: only those migrate.
 *
 * @param first the one it goes to, else the one it takes something from, or 0
 * @param second the one it takes something from, where it goes to another one, or 0
 */
record BasicGroups(long first, long second) {
    /** Ids of basic groups lie above it, those of supergroups and channels below. */
    private static final long LAST = -1_000_000_000_000L;

    static BasicGroups of(ObjectNode params) {
        long[] ids = LongStream.of(
                        params.path("chat_id").asLong(0),
                        params.path("from_chat_id").asLong(0))
                .filter(id -> id < 0 && id > LAST)
                .distinct()
                .toArray();
        return new BasicGroups(ids.length > 0 ? ids[0] : 0, ids.length > 1 ? ids[1] : 0);
    }

    /** Whether an answer may mean either of them. */
    boolean areTwo() {
        return second != 0;
    }
}
