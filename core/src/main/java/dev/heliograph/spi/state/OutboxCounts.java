// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.state;

import dev.heliograph.model.Stable;

/**
 * How many rows are in each state.
 *
 * @param queued waiting
 * @param claimed taken, nothing written
 * @param sending may be on their way
 * @param sent with Telegram
 * @param failed not sent
 * @param unknown may have been sent
 * @param held whether the job is held
 */
@Stable
public record OutboxCounts(
        long queued, long claimed, long sending, long sent, long failed, long unknown, boolean held) {
    /** All rows. */
    public long total() {
        return queued + claimed + sending + sent + failed + unknown;
    }

    /** Rows that have no end yet. */
    public long open() {
        return queued + claimed + sending;
    }
}
