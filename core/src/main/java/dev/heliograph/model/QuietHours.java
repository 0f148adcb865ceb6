// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Hours of each day in which nothing is sent, such as those from 22:00 to 08:00.
 *
 * @param from when they begin
 * @param to when they end; before {@code from}, they last over midnight
 * @param zone where the clock hangs
 */
@Stable
public record QuietHours(LocalTime from, LocalTime to, ZoneId zone) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,2}:\\d{2})-(\\d{1,2}:\\d{2})(?:@(\\S+))?");
    private static final Duration LONGEST_SEARCH = Duration.ofDays(8);

    /** Refuses hours that never begin or never end. */
    public QuietHours {
        if (from.equals(to)) {
            throw new IllegalArgumentException("hours from " + from + " to " + to + ": expected two different times");
        }
    }

    /**
     * Reads {@code 22:00-08:00} or {@code 22:00-08:00@Europe/Istanbul}.
     *
     * @param text as people write it
     * @param usual the zone where none is named
     * @throws IllegalArgumentException that says what was expected
     */
    public static QuietHours parse(String text, ZoneId usual) {
        Matcher matcher = FORM.matcher(text.strip());
        try {
            if (matcher.matches()) {
                String zone = matcher.group(3);
                return new QuietHours(
                        time(matcher.group(1)), time(matcher.group(2)), zone == null ? usual : ZoneId.of(zone));
            }
        } catch (DateTimeException wrong) {
            throw new IllegalArgumentException("hours '" + text + "': " + wrong.getMessage(), wrong);
        }
        throw new IllegalArgumentException(
                "hours '" + text + "': expected such as 22:00-08:00 or 22:00-08:00@Europe/Istanbul");
    }

    private static LocalTime time(String text) {
        return LocalTime.parse(text.length() == 4 ? "0" + text : text);
    }

    /** The other hours of the day: quiet outside a window is quiet in these. */
    public QuietHours inverse() {
        return new QuietHours(to, from, zone);
    }

    /** Whether that moment is among them. */
    public boolean contains(Instant moment) {
        LocalTime time = moment.atZone(zone).toLocalTime();
        boolean begun = !time.isBefore(from);
        boolean ended = !time.isBefore(to);
        return from.isBefore(to) ? begun && !ended : begun || !ended;
    }

    /** When they are over for all of them together, or null where it is not quiet at that moment. */
    public static @Nullable Instant end(List<QuietHours> all, Instant moment) {
        Instant until = moment;
        Instant last = moment.plus(LONGEST_SEARCH);
        while (until.isBefore(last)) {
            Instant at = until;
            QuietHours present =
                    all.stream().filter(hours -> hours.contains(at)).findFirst().orElse(null);
            if (present == null) {
                return until.equals(moment) ? null : until;
            }
            until = next(present.to, present.zone, at);
        }
        return last;
    }

    /** When the first of them begin after that moment; {@link Instant#MAX} without any. */
    public static Instant start(List<QuietHours> all, Instant moment) {
        Instant first = Instant.MAX;
        for (QuietHours hours : all) {
            Instant begin = next(hours.from, hours.zone, moment);
            first = begin.isBefore(first) ? begin : first;
        }
        return first;
    }

    /** Whether there is no moment between them. */
    public static boolean areEndless(List<QuietHours> all, Instant from) {
        Instant end = end(all, from);
        return end != null && !end.isBefore(from.plus(LONGEST_SEARCH));
    }

    private static Instant next(LocalTime time, ZoneId zone, Instant after) {
        ZonedDateTime day = after.atZone(zone);
        Instant today = day.toLocalDate().atTime(time).atZone(zone).toInstant();
        return today.isAfter(after)
                ? today
                : day.toLocalDate().plusDays(1).atTime(time).atZone(zone).toInstant();
    }

    @Override
    public String toString() {
        return from + "-" + to + "@" + zone;
    }
}
