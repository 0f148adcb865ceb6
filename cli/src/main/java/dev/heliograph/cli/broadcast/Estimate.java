// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.broadcast;

import dev.heliograph.model.Limit;
import dev.heliograph.model.Limits;
import dev.heliograph.model.QuietHours;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How long an audience takes by the limits of the sessions alone, if Telegram asks for no further pauses.
 *
 * @param duration of sending, without quiet hours
 * @param limit what takes that long, such as {@code session}
 */
public record Estimate(Duration duration, String limit) {
    /** In place of a limit, where none makes anything wait. */
    public static final String NO_LIMIT = "none";

    /** The estimate for an audience that these sessions share evenly; the messages of one chat go through one of them. */
    public static Estimate of(ChatCounts.Totals counts, List<Limits> sessions) {
        Estimate longest = new Estimate(Duration.ZERO, NO_LIMIT);
        double total = together(
                counts.messages(), sessions.stream().map(Limits::session).toList());
        longest = longest.or(total, "session");
        longest = longest.or(
                together(
                        counts.toGroups(), sessions.stream().map(Limits::groups).toList()),
                "groups");
        double chat = 0;
        double group = 0;
        double delay = 0;
        for (Limits limits : sessions) {
            chat = Math.max(chat, alone(counts.mostToOnePrivate(), List.of(limits.chat())));
            group = Math.max(group, alone(counts.mostToOneGroup(), List.of(limits.group())));
            long most = Math.max(counts.mostToOnePrivate(), counts.mostToOneGroup());
            delay = Math.max(
                    delay, Math.max(0, most - 1) * limits.minimumDelay().toMillis() / 1e3);
        }
        return longest.or(chat, "chat").or(group, "group").or(delay, "minimum delay");
    }

    /** When it ends, if it begins at that moment and rests in these hours. */
    public Instant end(Instant begin, List<QuietHours> quiet) {
        Instant at = begin;
        Duration left = duration;
        while (true) {
            Instant awake = QuietHours.end(quiet, at);
            at = awake == null ? at : awake;
            Instant rest = QuietHours.start(quiet, at);
            if (rest.equals(Instant.MAX) || !at.plus(left).isAfter(rest)) {
                return at.plus(left);
            }
            left = left.minus(Duration.between(at, rest));
            at = rest;
        }
    }

    private Estimate or(double seconds, String what) {
        Duration other = Duration.ofMillis(Math.round(Math.min(seconds, 1e12) * 1000));
        return other.compareTo(duration) > 0 ? new Estimate(other, what) : this;
    }

    /** Sessions that share the messages, each within all limits of its own; one without limits takes whatever comes. */
    private static double together(long messages, List<List<Limit>> limits) {
        double rate = 0;
        long burst = 0;
        for (List<Limit> own : limits) {
            if (own.isEmpty()) {
                return 0;
            }
            rate += own.stream().mapToDouble(Limit::perSecond).min().orElseThrow();
            burst += own.stream().mapToLong(Estimate::burst).min().orElseThrow();
        }
        return rate <= 0 ? 0 : Math.max(0, messages - burst) / rate;
    }

    private static double alone(long messages, List<Limit> limits) {
        return together(messages, List.of(limits));
    }

    private static long burst(Limit limit) {
        return switch (limit.kind()) {
            case RATE -> ((Limit.Rate) limit).burst();
            case WINDOW -> ((Limit.Window) limit).count();
        };
    }
}
