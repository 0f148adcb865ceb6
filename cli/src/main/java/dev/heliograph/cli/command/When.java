// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.model.Durations;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A time as people give it: {@code 2026-12-24T18:00} (local), the same with an offset, or {@code +1h}.
 *
 * @param instant the time, or null where it is counted from now
 * @param fromNow the span from now, or null
 */
record When(@Nullable Instant instant, @Nullable Duration fromNow) {
    /**
     * Reads it.
     *
     * @throws IllegalArgumentException that says what was expected
     */
    static When parse(String text) {
        if (text.startsWith("+")) {
            return new When(null, Durations.parse(text.substring(1)));
        }
        try {
            boolean local = !text.matches(".*(Z|[+-]\\d{2}(:?\\d{2})?)");
            Instant instant = local
                    ? LocalDateTime.parse(text).atZone(ZoneId.systemDefault()).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
            return new When(instant, null);
        } catch (DateTimeException wrong) {
            throw new IllegalArgumentException(
                    "'" + text + "': expected such as 2026-12-24T18:00, 2026-12-24T18:00+01:00 or +1h", wrong);
        }
    }

    /** The time, where it is this one now. */
    Instant at(Instant now) {
        return instant != null ? instant : now.plus(fromNow == null ? Duration.ZERO : fromNow);
    }
}
