// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A published limit, as configuration writes it. The arithmetic over it is that of {@code spi.state.Bucket}. */
@Stable
public sealed interface Limit {
    /** Which form it has. */
    enum Kind {
        /** {@link Rate}. */
        RATE,
        /** {@link Window}. */
        WINDOW
    }

    /** Which form it has. */
    Kind kind();

    /** The average number of permits per second that it lets through. */
    double perSecond();

    /** The same limit with its speed multiplied: a factor of 0.5 halves the rate, or the count of the window. */
    Limit scaled(double factor);

    /**
     * So many a second, and a few at once after a pause: a token bucket.
     *
     * @param perSecond above 0, at most 1,000,000
     * @param burst permits that a pause saves up, 1 to 1,000,000
     */
    @Stable
    record Rate(double perSecond, int burst) implements Limit {
        /** Checks the ranges. */
        public Rate {
            if (!(perSecond > 0 && perSecond <= 1_000_000)) {
                throw new IllegalArgumentException("rate of " + perSecond + "/s: expected above 0, at most 1000000");
            }
            if (burst < 1 || burst > 1_000_000) {
                throw new IllegalArgumentException("burst of " + burst + ": expected 1 to 1000000");
            }
        }

        @Override
        public Kind kind() {
            return Kind.RATE;
        }

        @Override
        public Limit scaled(double factor) {
            return new Rate(perSecond * factor, burst);
        }

        /** Nanoseconds between two permits. */
        public long intervalNanos() {
            return Math.max(1, Math.round(1e9 / perSecond));
        }

        @Override
        public String toString() {
            return written() + " burst " + burst;
        }

        /** In the unit that loses least: six decimals are read. */
        private String written() {
            double perMinute = perSecond * 60;
            double perHour = perSecond * 3600;
            if (perSecond >= 1 || (perSecond >= 0.1 && !isWhole(perMinute))) {
                return trim(perSecond) + "/s";
            }
            return perMinute >= 0.1 && !(isWhole(perHour) && !isWhole(perMinute))
                    ? trim(perMinute) + "/min"
                    : trim(perHour) + "/h";
        }
    }

    /**
     * At most so many in any span: a true sliding window.
     *
     * @param count 1 to 10,000
     * @param span 1 ms to 1 day
     */
    @Stable
    record Window(int count, Duration span) implements Limit {
        /** Checks the ranges. */
        public Window {
            if (count < 1 || count > 10_000) {
                throw new IllegalArgumentException("window of " + count + " permits: expected 1 to 10000");
            }
            if (span.compareTo(Duration.ofMillis(1)) < 0 || span.compareTo(Duration.ofDays(1)) > 0) {
                throw new IllegalArgumentException("window of " + span + ": expected 1ms to 24h");
            }
        }

        @Override
        public Kind kind() {
            return Kind.WINDOW;
        }

        @Override
        public double perSecond() {
            return count * 1e9 / span.toNanos();
        }

        @Override
        public Limit scaled(double factor) {
            return new Window(Math.max(1, (int) Math.floor(count * factor)), span);
        }

        @Override
        public String toString() {
            return count + "/" + Durations.format(span);
        }
    }

    /** A token bucket. */
    static Limit rate(double perSecond, int burst) {
        return new Rate(perSecond, burst);
    }

    /** A sliding window. */
    static Limit window(int count, Duration span) {
        return new Window(count, span);
    }

    /**
     * Reads {@code 30/s burst 20}, {@code 30/min burst 3} or {@code 20/60s}: a unit without a number is a rate, a span
     * is a window.
     *
     * @throws IllegalArgumentException that says what was expected
     */
    static Limit parse(String text) {
        String trimmed = text.strip().toLowerCase(Locale.ROOT);
        Matcher rate = Forms.RATE.matcher(trimmed);
        if (rate.matches()) {
            double seconds = rate.group(2).startsWith("s") ? 1 : rate.group(2).startsWith("m") ? 60 : 3600;
            int burst = rate.group(3) == null ? 1 : Integer.parseInt(rate.group(3));
            return new Rate(Double.parseDouble(rate.group(1)) / seconds, burst);
        }
        Matcher window = Forms.WINDOW.matcher(trimmed);
        if (window.matches()) {
            return new Window(Integer.parseInt(window.group(1)), Durations.parse(window.group(2)));
        }
        throw new IllegalArgumentException(
                "limit '" + text + "': expected a rate such as '30/s burst 20' or a window such as '20/60s'");
    }

    private static String trim(double number) {
        return isWhole(number)
                ? Long.toString(Math.round(number))
                : BigDecimal.valueOf(number)
                        .setScale(6, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString();
    }

    /** Also where a division before has left a remainder in the last digit. */
    private static boolean isWhole(double number) {
        return number >= 0.5 && Math.abs(number - Math.rint(number)) < 1e-9;
    }

    /** The two ways to write a limit. */
    @Stable
    final class Forms {
        private static final Pattern RATE =
                Pattern.compile("(\\d{1,7}(?:\\.\\d{1,6})?)\\s*/\\s*(s|sec|m|min|h|hour)(?:\\s+burst\\s+(\\d{1,7}))?");
        private static final Pattern WINDOW = Pattern.compile("(\\d{1,5})\\s*/\\s*(\\d+(?:ms|s|m|h)|pt.+)");

        private Forms() {}
    }
}
