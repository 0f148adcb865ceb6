// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.model.SessionStatistics;
import dev.heliograph.model.Stable;
import java.util.List;

/**
 * What a pool did.
 *
 * @param total its sessions
 * @param connected those that can make calls now
 * @param sent messages that Telegram has, by all of them
 * @param failed messages that ended otherwise, by all of them
 * @param sessions each of them, in the order of the pool
 */
@Stable
public record PoolStatistics(int total, int connected, long sent, long failed, List<SessionStatistics> sessions) {
    /** Copies the list. */
    public PoolStatistics {
        sessions = List.copyOf(sessions);
    }
}
