// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.state;

import dev.heliograph.model.Stable;

/** Where a row of the outbox is. */
@Stable
public enum OutboxState {
    /** Waits to be claimed. */
    QUEUED,
    /** Taken by a sender; nothing was written to Telegram. */
    CLAIMED,
    /** May be on its way: the intent is stored. */
    SENDING,
    /** Telegram has it. */
    SENT,
    /** It was not sent, for good. */
    FAILED,
    /** It may have been sent. */
    UNKNOWN;

    /** Whether this is an end. */
    public boolean isSettled() {
        return this == SENT || this == FAILED || this == UNKNOWN;
    }
}
