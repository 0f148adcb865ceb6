// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.SendStatus;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of a session's statistics: lines of a word and a value, behind a line with the format, so that people can
 * read it in the store.
 *
 * @param totals since the session's first start
 * @param asOf when it was written
 * @param lastActivity when the server last answered, or null
 */
record TotalsNote(Totals totals, Instant asOf, @Nullable Instant lastActivity) {
    private static final String FORMAT = "statistics 1";
    private static final String AS_OF = "as_of";
    private static final String LAST_ACTIVITY = "last_activity";
    private static final String FLOOD_WAITS = "flood_waits";
    private static final String FLOOD_MILLIS = "flood_waited_ms";
    private static final String RECONNECTIONS = "reconnections";

    Bytes write() {
        StringBuilder text = new StringBuilder(FORMAT).append('\n');
        line(text, AS_OF, asOf);
        totals.byStatus().forEach((status, count) -> line(text, word(status), count));
        line(text, FLOOD_WAITS, totals.floodWaits());
        line(text, FLOOD_MILLIS, totals.floodMillis());
        line(text, RECONNECTIONS, totals.reconnections());
        if (lastActivity != null) {
            line(text, LAST_ACTIVITY, lastActivity);
        }
        return Bytes.copyOf(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** What was noted, or null where the form is a later one than this version knows, or none at all. */
    static @Nullable TotalsNote read(Bytes bytes) {
        Map<String, String> values = new LinkedHashMap<>();
        String[] lines = new String(bytes.toArray(), StandardCharsets.UTF_8).split("\n", -1);
        for (String line : lines) {
            int space = line.indexOf(' ');
            if (space > 0) {
                values.put(line.substring(0, space), line.substring(space + 1));
            }
        }
        try {
            return lines[0].equals(FORMAT) ? read(values) : null;
        } catch (NumberFormatException | DateTimeException unreadable) {
            // counting anew is better than not starting
            return null;
        }
    }

    private static TotalsNote read(Map<String, String> values) {
        EnumMap<SendStatus, Long> byStatus = new EnumMap<>(SendStatus.class);
        for (SendStatus status : SendStatus.values()) {
            byStatus.put(status, number(values, word(status)));
        }
        Totals totals = new Totals(
                byStatus, number(values, FLOOD_WAITS), number(values, FLOOD_MILLIS), number(values, RECONNECTIONS));
        String last = values.get(LAST_ACTIVITY);
        return new TotalsNote(
                totals, Instant.parse(values.getOrDefault(AS_OF, "")), last == null ? null : Instant.parse(last));
    }

    private static long number(Map<String, String> values, String word) {
        return Math.max(0, Long.parseLong(values.getOrDefault(word, "0")));
    }

    private static void line(StringBuilder text, String word, Object value) {
        text.append(word).append(' ').append(value).append('\n');
    }

    private static String word(SendStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
