// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model.text;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One tag as written.
 *
 * @param name its name in lower case; empty for the end tag {@code </>}, which ends any tag
 * @param isEnd whether it is an end tag
 * @param start where its {@code <} stands
 * @param after the index after its {@code >}
 * @param attributes names in lower case with decoded values, empty for an attribute without one
 */
record HtmlTag(String name, boolean isEnd, int start, int after, Map<String, String> attributes) {

    @Nullable
    String attribute(String wanted) {
        return attributes.get(wanted);
    }

    /** Reads the tag whose {@code <} stands at {@code start}. */
    static HtmlTag read(String source, int start) {
        return new Reader(source, start).read();
    }

    private static final class Reader {
        private final String source;
        private final int start;
        private int at;

        Reader(String source, int start) {
            this.source = source;
            this.start = start;
            this.at = start + 1;
        }

        HtmlTag read() {
            boolean isEnd = at < source.length() && source.charAt(at) == '/';
            if (isEnd) {
                at++;
            }
            int nameStart = at;
            while (at < source.length() && isNameCharacter(source.charAt(at))) {
                at++;
            }
            String name = source.substring(nameStart, at).toLowerCase(Locale.ROOT);
            if (name.isEmpty() && !(isEnd && at < source.length() && source.charAt(at) == '>')) {
                throw wrong(
                        start, Excerpt.of(source, start), "the name of a tag after '<', or \"&lt;\" for a plain '<'");
            }
            Map<String, String> attributes = new LinkedHashMap<>();
            skipSpace();
            while (peek() != '>') {
                if (isEnd) {
                    throw wrong(at, Excerpt.of(source, at), "'>' to close the end tag");
                }
                readAttribute(attributes);
                skipSpace();
            }
            return new HtmlTag(name, isEnd, start, at + 1, attributes);
        }

        private void readAttribute(Map<String, String> attributes) {
            int nameStart = at;
            while (!isSpace(peek()) && "=>/<\"'".indexOf(peek()) < 0) {
                at++;
            }
            if (at == nameStart) {
                throw wrong(at, Excerpt.of(source, at), "the name of an attribute, or '>'");
            }
            String name = source.substring(nameStart, at).toLowerCase(Locale.ROOT);
            skipSpace();
            if (peek() != '=') {
                attributes.put(name, "");
                return;
            }
            at++;
            skipSpace();
            char quote = peek();
            attributes.put(name, quote == '"' || quote == '\'' ? quotedValue(quote) : bareValue());
        }

        private String quotedValue(char quote) {
            int opening = at++;
            StringBuilder value = new StringBuilder();
            while (at < source.length() && source.charAt(at) != quote) {
                at = HtmlCharacter.append(source, at, value);
            }
            if (at == source.length()) {
                throw wrong(opening, "a value that is not closed", "a closing " + quote);
            }
            at++;
            return value.toString();
        }

        private String bareValue() {
            int valueStart = at;
            while (!isSpace(peek()) && "=></\"'".indexOf(peek()) < 0) {
                at++;
            }
            if (at == valueStart || !(isSpace(peek()) || peek() == '>')) {
                throw wrong(at, Excerpt.of(source, at), "a value in quotes");
            }
            return source.substring(valueStart, at);
        }

        private char peek() {
            if (at >= source.length()) {
                throw wrong(start, "a tag that is not closed", "'>' after it, or \"&lt;\" for a plain '<'");
            }
            return source.charAt(at);
        }

        private void skipSpace() {
            while (at < source.length() && isSpace(source.charAt(at))) {
                at++;
            }
        }

        private MarkupException wrong(int position, String found, String expected) {
            return new MarkupException(source, position, found, expected);
        }

        private static boolean isSpace(char c) {
            return c == ' ' || c == '\t' || c == '\r' || c == '\n';
        }

        private static boolean isNameCharacter(char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
        }
    }
}
