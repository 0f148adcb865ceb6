// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model.text;

/** Reads one character of HTML text: a plain one, or a reference to it by name or number. */
final class HtmlCharacter {
    /** TDLib counts a reference by number up to its semicolon, and lets no longer one through. */
    private static final int LONGEST_NUMBER = 9;

    private HtmlCharacter() {}

    /**
     * Appends the character at {@code at} and answers where the next one begins. An ampersand that begins no known reference
     * is a plain ampersand, as it is for Telegram.
     *
     * @throws MarkupException at a reference to half a surrogate pair
     */
    static int append(String source, int at, StringBuilder out) {
        char c = source.charAt(at);
        if (c == '&') {
            int next = source.startsWith("#", at + 1) ? number(source, at, out) : name(source, at + 1, out);
            if (next > 0) {
                return next < source.length() && source.charAt(next) == ';' ? next + 1 : next;
            }
        }
        out.append(c);
        return at + 1;
    }

    private static int name(String source, int start, StringBuilder out) {
        int end = start;
        while (end < source.length() && Ascii.isLetter(source.charAt(end))) {
            end++;
        }
        char meant = switch (source.substring(start, Math.min(end, start + 5))) {
            case "lt" -> '<';
            case "gt" -> '>';
            case "amp" -> '&';
            case "quot" -> '"';
            default -> 0;
        };
        if (meant == 0) {
            return -1;
        }
        out.append(meant);
        return end;
    }

    private static int number(String source, int ampersand, StringBuilder out) {
        boolean hex = source.startsWith("x", ampersand + 2);
        int end = ampersand + (hex ? 3 : 2);
        int value = 0;
        while (end < source.length()
                && end - ampersand <= LONGEST_NUMBER
                && (hex ? Ascii.isHexDigit(source.charAt(end)) : Ascii.isDigit(source.charAt(end)))) {
            value = value * (hex ? 16 : 10) + Character.digit(source.charAt(end), 16);
            end++;
        }
        if (value == 0 || value >= Character.MAX_CODE_POINT || end - ampersand > LONGEST_NUMBER) {
            return -1;
        }
        if (value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE) {
            throw new MarkupException(
                    source, ampersand, "a reference to half a surrogate pair", "the number of a whole character");
        }
        out.appendCodePoint(value);
        return end;
    }
}
