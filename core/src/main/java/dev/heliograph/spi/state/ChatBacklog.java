// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.state;

import dev.heliograph.model.Stable;

/**
 * Rows of a queue that wait for one chat.
 *
 * @param chat its name in the queue
 * @param queued how many of its rows are QUEUED, due or not, of jobs that are held or not; above 0
 */
@Stable
public record ChatBacklog(String chat, long queued) {
    /** Checks the range. */
    public ChatBacklog {
        if (queued < 1) {
            throw new IllegalArgumentException("backlog of " + queued + ": expected 1 or more");
        }
    }
}
