// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.model.Stable;
import dev.heliograph.spi.state.OutboxCounts;
import java.time.Instant;

/**
 * A broadcast as the state knows it.
 *
 * @param job its name
 * @param pool the pool that it runs over
 * @param startedAt when it was first started
 * @param counts how many of its messages are where; all zero once they were forgotten
 */
@Stable
public record JobSummary(String job, String pool, Instant startedAt, OutboxCounts counts) {
    /** Held, running while something is open, else done. */
    public BroadcastState state() {
        if (counts.open() == 0) {
            return BroadcastState.DONE;
        }
        return counts.held() ? BroadcastState.PAUSED : BroadcastState.RUNNING;
    }
}
