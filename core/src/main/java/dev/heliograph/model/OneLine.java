// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

/**
 * Somebody else's words, made fit for one line of a terminal or a log: control characters, separators of lines and the
 * characters that turn the direction of writing become blanks. May be used from any thread.
 */
@Stable
public final class OneLine {
    private static final String TURNS = "\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";
    private static final String SEPARATORS = "\u2028\u2029";

    private OneLine() {}

    /** The text with a blank for each character that has no place in a line; the same text where there is none. */
    public static String of(String text) {
        int at = 0;
        while (at < text.length() && !isOutOfPlace(text.charAt(at))) {
            at++;
        }
        if (at == text.length()) {
            return text;
        }
        StringBuilder line = new StringBuilder(text);
        for (; at < line.length(); at++) {
            if (isOutOfPlace(line.charAt(at))) {
                line.setCharAt(at, ' ');
            }
        }
        return line.toString();
    }

    /**
     * The beginning of the text as {@link #of} has it.
     *
     * @param most characters that are kept, 1 or more; no pair of surrogates is split
     */
    public static String of(String text, int most) {
        if (text.length() <= most) {
            return of(text);
        }
        return of(text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most));
    }

    private static boolean isOutOfPlace(char one) {
        return Character.isISOControl(one) || TURNS.indexOf(one) >= 0 || SEPARATORS.indexOf(one) >= 0;
    }
}
