// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.transport;

import dev.heliograph.model.Failure;
import dev.heliograph.model.FloodScope;
import dev.heliograph.model.SendStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One row of the {@link ErrorTable}. Texts come to it in upper case, with X for numbers. */
record ErrorRow(Pattern pattern, List<Integer> codes, Kind kind, String detail, String reason) {
    enum Kind {
        THROTTLED,
        UNAVAILABLE,
        REJECTED,
        AMBIGUOUS,
        LOST,
        DONE;

        /** Whether it says that nothing happened. */
        boolean isCertain() {
            return switch (this) {
                case THROTTLED, UNAVAILABLE, REJECTED -> true;
                case AMBIGUOUS, LOST, DONE -> false;
            };
        }
    }

    /** A row that fits, and the word that it gives to callers. */
    record Match(ErrorRow row, String reason) {}

    private static final String MATCHED_WORDS = "=";
    private static final String NOTHING_MORE = "-";
    private static final String UNSURE = "unsure";

    /** Reads five columns separated by tabs; throws IllegalArgumentException that says what was expected. */
    static ErrorRow parse(String line) {
        String[] columns = line.split("\t", -1);
        if (columns.length != 5) {
            throw new IllegalArgumentException(
                    "expected 5 columns separated by tabs (pattern, code, kind, detail, reason), found "
                            + columns.length);
        }
        ErrorRow row = new ErrorRow(
                pattern(columns[0].strip()),
                codes(columns[1].strip()),
                word(Kind.class, columns[2]),
                columns[3].strip(),
                columns[4].strip());
        row.checkDetail();
        return row;
    }

    FloodScope scope() {
        return word(FloodScope.class, detail);
    }

    Failure.Origin origin() {
        return word(Failure.Origin.class, detail);
    }

    SendStatus status() {
        SendStatus status = word(SendStatus.class, detail);
        return switch (status) {
            case FORBIDDEN, NOT_FOUND, TOO_LONG, FAILED -> status;
            case SUCCESS, FLOOD_WAIT, UNKNOWN ->
                throw new IllegalArgumentException(
                        "'" + detail + "': a rejection is forbidden, not_found, too_long or" + " failed");
        };
    }

    /** Whether the row speaks of that very code, rather than of every one. */
    boolean names(int code) {
        return codes.contains(code);
    }

    /** Of a row of kind LOST: whether calls that were taken up before are answered so as well. */
    boolean isUnsure() {
        return detail.equals(UNSURE);
    }

    Optional<Match> match(int code, String form) {
        if (!codes.isEmpty() && !codes.contains(code)) {
            return Optional.empty();
        }
        Matcher matcher = pattern.matcher(form);
        if (!matcher.find()) {
            return Optional.empty();
        }
        return Optional.of(
                new Match(this, reason.equals(MATCHED_WORDS) ? matcher.group().replace("_X", "") : reason));
    }

    private void checkDetail() {
        switch (kind) {
            case THROTTLED -> scope();
            case UNAVAILABLE -> origin();
            case REJECTED -> status();
            case LOST -> check(detail.equals(NOTHING_MORE) || isUnsure(), "- or " + UNSURE);
            case AMBIGUOUS, DONE -> check(detail.equals(NOTHING_MORE), NOTHING_MORE);
        }
    }

    private void check(boolean right, String expected) {
        if (!right) {
            throw new IllegalArgumentException("'" + detail + "': expected " + expected + " as the detail of " + kind);
        }
    }

    private static Pattern pattern(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("expected a name or a phrase as the pattern");
        }
        if (text.equals("*")) {
            return Pattern.compile(".*", Pattern.DOTALL);
        }
        if (text.startsWith("=")) {
            return Pattern.compile("\\A" + Pattern.quote(text.substring(1).toUpperCase(Locale.ROOT)) + "\\z");
        }
        List<String> parts = new ArrayList<>();
        for (String part : text.toUpperCase(Locale.ROOT).split("\\*", -1)) {
            parts.add(part.isEmpty() ? "" : Pattern.quote(part));
        }
        return Pattern.compile("(?<![A-Z0-9_])" + String.join("[A-Z0-9_]*", parts) + "(?![A-Z0-9_])");
    }

    private static List<Integer> codes(String text) {
        if (text.equals("*")) {
            return List.of();
        }
        try {
            return Arrays.stream(text.split(","))
                    .map(String::strip)
                    .map(Integer::valueOf)
                    .toList();
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException("'" + text + "': expected codes separated by commas, or *", wrong);
        }
    }

    private static <E extends Enum<E>> E word(Class<E> type, String text) {
        String wanted = text.strip().toUpperCase(Locale.ROOT);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(wanted)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("'" + text.strip() + "': expected one of "
                + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT));
    }
}
