// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Comparator;
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
        } catch (DateTimeParseException wrong) {
            throw new IllegalArgumentException("hours '" + text + "': expected times from 00:00 to 23:59", wrong);
        } catch (DateTimeException wrong) {
            throw new IllegalArgumentException(
                    "hours '" + text + "': expected a zone such as Europe/Istanbul or UTC after the @", wrong);
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
        Instant last = moment.plus(LONGEST_SEARCH);
        Instant until = moment;
        while (until.isBefore(last) && isQuiet(all, until)) {
            until = turn(all, until);
        }
        return until.equals(moment) ? null : until.isBefore(last) ? until : last;
    }

    /** When the next of them begin after that moment; {@link Instant#MAX} without any. */
    public static Instant start(List<QuietHours> all, Instant moment) {
        Instant first = Instant.MAX;
        for (QuietHours hours : all) {
            Instant begin = hours.begin(moment);
            first = begin.isBefore(first) ? begin : first;
        }
        return first;
    }

    /** Whether there is no moment between them. */
    public static boolean areEndless(List<QuietHours> all, Instant from) {
        Instant end = end(all, from);
        return end != null && !end.isBefore(from.plus(LONGEST_SEARCH));
    }

    private static boolean isQuiet(List<QuietHours> all, Instant moment) {
        return all.stream().anyMatch(hours -> hours.contains(moment));
    }

    private static Instant turn(List<QuietHours> all, Instant after) {
        return all.stream()
                .map(hours -> hours.turn(after))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private Instant begin(Instant after) {
        Instant at = after;
        boolean before;
        do {
            before = contains(at);
            at = turn(at);
        } while (before || !contains(at));
        return at;
    }

    /**
     * The next moment at which they may begin or end. Where the clock is put forward a time may be missing, and where it is
     * put back one comes twice: so they turn at the change of the clock too.
     */
    private Instant turn(Instant after) {
        ZoneRules rules = zone.getRules();
        ZoneOffsetTransition change = rules.nextTransition(after);
        Instant next = change == null ? Instant.MAX : change.getInstant();
        LocalDate today = after.atZone(zone).toLocalDate();
        for (LocalDate day : List.of(today, today.plusDays(1), today.plusDays(2))) {
            for (LocalTime time : List.of(from, to)) {
                for (ZoneOffset offset : rules.getValidOffsets(day.atTime(time))) {
                    Instant at = day.atTime(time).toInstant(offset);
                    next = at.isAfter(after) && at.isBefore(next) ? at : next;
                }
            }
        }
        return next;
    }

    @Override
    public String toString() {
        return from + "-" + to + "@" + zone;
    }
}
