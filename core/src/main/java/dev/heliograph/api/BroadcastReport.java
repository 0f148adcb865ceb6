// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.model.SendStatus;
import dev.heliograph.model.Stable;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How a broadcast ended.
 *
 * @param job its name
 * @param state DONE, CANCELLED or STOPPED
 * @param total its messages, those of earlier runs included
 * @param sent messages that Telegram has
 * @param failed messages that were not sent, by status, without those of number 0
 * @param unknown messages that may have been sent
 * @param floodWaits pauses that Telegram asked the sessions of the pool for during this run
 * @param duration of this run
 */
@Stable
public record BroadcastReport(
        String job,
        BroadcastState state,
        long total,
        long sent,
        Map<SendStatus, Long> failed,
        long unknown,
        long floodWaits,
        Duration duration) {
    /** Copies the map. */
    public BroadcastReport {
        EnumMap<SendStatus, Long> copy = new EnumMap<>(SendStatus.class);
        copy.putAll(failed);
        failed = Collections.unmodifiableMap(copy);
    }
}
