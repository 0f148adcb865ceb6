// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a session did since its first start, over restarts and whichever process ran it, as far as the state remembers:
 * processes note their share at most every five seconds and when they end, so that a process that was killed takes the latest
 * five seconds of its share with it. State, uptime and queue depth are those of this process and of now.
 *
 * @param session its name
 * @param state where it is in its life
 * @param sent messages that Telegram has
 * @param failed messages that ended otherwise
 * @param floodWaits pauses that Telegram asked for
 * @param floodWaited the sum of those pauses
 * @param reconnections connections that were lost and came back
 * @param uptime since the present connection stands, or 0
 * @param lastActivity when the server last answered, or null
 * @param queueDepth calls that wait, those in flight included
 * @param byStatus messages by their end, in the order of {@link SendStatus}
 * @param asOf up to when this holds: now for a session that runs here, else when another process last noted its share
 */
@Stable
public record SessionStatistics(
        SessionName session,
        SessionState state,
        long sent,
        long failed,
        long floodWaits,
        Duration floodWaited,
        long reconnections,
        Duration uptime,
        @Nullable Instant lastActivity,
        int queueDepth,
        Map<SendStatus, Long> byStatus,
        Instant asOf) {
    /** Copies the map. */
    public SessionStatistics {
        EnumMap<SendStatus, Long> copy = new EnumMap<>(SendStatus.class);
        copy.putAll(byStatus);
        byStatus = Collections.unmodifiableMap(copy);
    }
}
