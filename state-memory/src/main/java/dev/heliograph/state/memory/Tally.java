// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.memory;

import dev.heliograph.spi.state.OutboxCounts;
import dev.heliograph.spi.state.OutboxState;
import java.util.EnumMap;
import java.util.Map;

/** How many rows are in each state. */
final class Tally {
    private final Map<OutboxState, Long> rows = new EnumMap<>(OutboxState.class);

    void add(OutboxState state, int difference) {
        rows.merge(state, (long) difference, Long::sum);
    }

    OutboxCounts counts(boolean held) {
        return new OutboxCounts(
                in(OutboxState.QUEUED),
                in(OutboxState.CLAIMED),
                in(OutboxState.SENDING),
                in(OutboxState.SENT),
                in(OutboxState.FAILED),
                in(OutboxState.UNKNOWN),
                held);
    }

    private long in(OutboxState state) {
        return rows.getOrDefault(state, 0L);
    }
}
