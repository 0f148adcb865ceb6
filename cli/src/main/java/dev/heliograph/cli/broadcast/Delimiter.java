// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.broadcast;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Mark between the values of a table.
 *
 * @param character the mark
 * @param isTold whether somebody named it; else the table may
 */
public record Delimiter(char character, boolean isTold) {
    /** The comma, where nobody named another mark. */
    public static final Delimiter UNTOLD = new Delimiter(',', false);
    /** Those that tables have. */
    private static final String KNOWN = ",;\t|:";

    /**
     * Reads a mark, or its name: comma, semicolon, tab.
     *
     * @throws IllegalArgumentException that says what was expected
     */
    public static Delimiter parse(String text) {
        Delimiter found = switch (text.toLowerCase(Locale.ROOT)) {
            case "comma" -> new Delimiter(',', true);
            case "semicolon" -> new Delimiter(';', true);
            case "tab", "\\t" -> new Delimiter('\t', true);
            default -> of(text);
        };
        if (found == null) {
            throw new IllegalArgumentException("'" + text + "': expected ',', ';', '|', ':' or tab");
        }
        return found;
    }

    /** What a line {@code sep=;} names, or null where this is no such line. */
    static @Nullable Delimiter ofLine(String line) {
        return line.toLowerCase(Locale.ROOT).startsWith("sep=") ? of(line.substring(4)) : null;
    }

    /** The one with which a line of names has several, one of them wanted; or null. */
    static @Nullable Delimiter guessed(String names) {
        for (int i = 0; i < KNOWN.length(); i++) {
            char mark = KNOWN.charAt(i);
            for (String name : names.split(Pattern.quote(String.valueOf(mark)), -1)) {
                if (names.indexOf(mark) >= 0 && CsvLines.isAddress(name.strip().replace("\"", ""))) {
                    return new Delimiter(mark, false);
                }
            }
        }
        return null;
    }

    /** That mark, or null where tables do not have it. */
    static @Nullable Delimiter ofCharacter(int character) {
        return of(String.valueOf((char) character));
    }

    private static @Nullable Delimiter of(String mark) {
        return mark.length() == 1 && KNOWN.contains(mark) ? new Delimiter(mark.charAt(0), true) : null;
    }

    /** As messages name it. */
    @Override
    public String toString() {
        return character == '\t' ? "tab" : "'" + character + "'";
    }
}
