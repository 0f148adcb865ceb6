// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.model.SendStatus;
import dev.heliograph.model.Stable;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a broadcast ended.
 *
 * @param job its name
 * @param state DONE, CANCELLED or STOPPED
 * @param total its messages, those of earlier runs included
 * @param sent messages that Telegram has
 * @param failed messages that were not sent, by status, without those of number 0 and those of {@code skipped}
 * @param skipped messages whose recipients were passed over, such as those who opted out
 * @param unknown messages that may have been sent
 * @param reasons why messages are not known to be sent, those that were skipped or are unknown among them: how many of each
 *     {@link dev.heliograph.model.SendResult#reason}
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
        long skipped,
        long unknown,
        Map<String, Long> reasons,
        long floodWaits,
        Duration duration) {
    /** Copies the maps. */
    public BroadcastReport {
        EnumMap<SendStatus, Long> copy = new EnumMap<>(SendStatus.class);
        copy.putAll(failed);
        failed = Collections.unmodifiableMap(copy);
        reasons = Collections.unmodifiableMap(new TreeMap<>(reasons));
    }
}
