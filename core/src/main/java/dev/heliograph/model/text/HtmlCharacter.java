// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model.text;

/** Reads one character of HTML text: a plain one, or a reference to it by name or number. */
final class HtmlCharacter {
    private HtmlCharacter() {}

    /**
     * Appends the character at {@code at} and answers where the next one begins. An ampersand that begins no known reference
     * is a plain ampersand, as it is for Telegram.
     */
    static int append(String source, int at, StringBuilder out) {
        char c = source.charAt(at);
        if (c == '&') {
            boolean numeric = source.startsWith("#", at + 1);
            int next = numeric ? number(source, at + 2, out) : name(source, at + 1, out);
            if (next > 0) {
                return next < source.length() && source.charAt(next) == ';' ? next + 1 : next;
            }
        }
        out.append(c);
        return at + 1;
    }

    private static int name(String source, int start, StringBuilder out) {
        int end = start;
        while (end < source.length() && isLetter(source.charAt(end))) {
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

    private static int number(String source, int start, StringBuilder out) {
        boolean hex = start < source.length() && (source.charAt(start) | 0x20) == 'x';
        int radix = hex ? 16 : 10;
        int first = hex ? start + 1 : start;
        int end = first;
        int value = 0;
        while (end < source.length() && digit(source.charAt(end), radix) >= 0) {
            value = Math.min(value * radix + digit(source.charAt(end), radix), Character.MAX_CODE_POINT + 1);
            end++;
        }
        boolean surrogate = value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
        if (end == first || value == 0 || value > Character.MAX_CODE_POINT || surrogate) {
            return -1;
        }
        out.appendCodePoint(value);
        return end;
    }

    private static int digit(char c, int radix) {
        return c < 128 ? Character.digit(c, radix) : -1;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
