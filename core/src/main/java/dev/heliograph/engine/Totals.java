// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.SendStatus;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongBinaryOperator;

/**
 * What a session counted.
 *
 * @param byStatus messages by their end; every status has a number
 * @param floodWaits pauses that Telegram asked for
 * @param floodMillis the sum of those pauses
 * @param reconnections connections that were lost and came back
 */
record Totals(Map<SendStatus, Long> byStatus, long floodWaits, long floodMillis, long reconnections) {
    static final Totals NONE = new Totals(Map.of(), 0, 0, 0);

    Totals {
        EnumMap<SendStatus, Long> all = new EnumMap<>(SendStatus.class);
        for (SendStatus status : SendStatus.values()) {
            all.put(status, byStatus.getOrDefault(status, 0L));
        }
        byStatus = Collections.unmodifiableMap(all);
    }

    Totals plus(Totals more) {
        return merged(more, Long::sum);
    }

    /** Without a part of it. */
    Totals minus(Totals part) {
        return merged(part, (all, own) -> Math.max(0, all - own));
    }

    private Totals merged(Totals other, LongBinaryOperator operator) {
        EnumMap<SendStatus, Long> merged = new EnumMap<>(byStatus);
        merged.replaceAll((status, count) -> operator.applyAsLong(count, other.byStatus.getOrDefault(status, 0L)));
        return new Totals(
                merged,
                operator.applyAsLong(floodWaits, other.floodWaits),
                operator.applyAsLong(floodMillis, other.floodMillis),
                operator.applyAsLong(reconnections, other.reconnections));
    }
}
