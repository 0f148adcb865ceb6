// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One tag as written, read as TDLib's {@code parse_html} reads it.
 *
 * @param name its name in lower case; empty for the end tag {@code </>}, which ends any tag
 * @param isEnd whether it is an end tag
 * @param start where its {@code <} stands
 * @param after the index after its {@code >}
 * @param attributes in the order of the text
 */
record HtmlTag(String name, boolean isEnd, int start, int after, List<Attribute> attributes) {

    /**
     * One attribute.
     *
     * @param name as written, since Telegram tells capitals apart here
     * @param value decoded; in lower case where it stood without quotes; empty where there is none
     * @param hasValue whether there is one
     */
    record Attribute(String name, String value, boolean hasValue) {}

    /** Whether the attribute stands there, with a value or without. */
    boolean has(String wanted) {
        return attributes.stream().anyMatch(attribute -> attribute.name().equals(wanted));
    }

    /** What follows the prefix in the last value of that name which begins with it, or null. */
    @Nullable
    String value(String wanted, String prefix) {
        String found = null;
        for (Attribute attribute : attributes) {
            if (attribute.hasValue()
                    && attribute.name().equals(wanted)
                    && attribute.value().startsWith(prefix)) {
                found = attribute.value().substring(prefix.length());
            }
        }
        return found;
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
            while (at < source.length() && !Ascii.isSpace(source.charAt(at)) && source.charAt(at) != '>') {
                at++;
            }
            String name = Ascii.lower(source.substring(nameStart, at));
            if (name.isEmpty() && !(isEnd && at < source.length())) {
                throw wrong(
                        start, Excerpt.of(source, start), "the name of a tag after '<', or \"&lt;\" for a plain '<'");
            }
            List<Attribute> attributes = new ArrayList<>();
            skipSpace();
            while (peek() != '>') {
                if (isEnd) {
                    throw wrong(at, Excerpt.of(source, at), "'>' to close the end tag");
                }
                attributes.add(attribute());
                skipSpace();
            }
            return new HtmlTag(name, isEnd, start, at + 1, attributes);
        }

        private Attribute attribute() {
            int nameStart = at;
            while (!Ascii.isSpace(peek()) && "=>/\"'".indexOf(peek()) < 0) {
                at++;
            }
            if (at == nameStart) {
                throw wrong(at, Excerpt.of(source, at), "the name of an attribute, or '>'");
            }
            String name = source.substring(nameStart, at);
            skipSpace();
            if (peek() != '=') {
                return new Attribute(name, "", false);
            }
            at++;
            skipSpace();
            char quote = peek();
            return new Attribute(name, quote == '"' || quote == '\'' ? quotedValue(quote) : bareValue(), true);
        }

        private String quotedValue(char quote) {
            int opening = at++;
            StringBuilder value = new StringBuilder();
            while (at < source.length() && source.charAt(at) != quote && source.charAt(at) != 0) {
                at = HtmlCharacter.append(source, at, value);
            }
            if (at == source.length() || source.charAt(at) == 0) {
                throw wrong(opening, "a value that is not closed", "a closing " + quote);
            }
            at++;
            return value.toString();
        }

        private String bareValue() {
            int valueStart = at;
            while (Ascii.isLetterOrDigit(peek()) || peek() == '.' || peek() == '-') {
                at++;
            }
            if (!(Ascii.isSpace(peek()) || peek() == '>')) {
                throw wrong(at, Excerpt.of(source, at), "a value in quotes");
            }
            return Ascii.lower(source.substring(valueStart, at));
        }

        private char peek() {
            // for Telegram a text ends at a NUL, as far as tags go
            if (at >= source.length() || source.charAt(at) == 0) {
                throw wrong(start, "a tag that is not closed", "'>' after it, or \"&lt;\" for a plain '<'");
            }
            return source.charAt(at);
        }

        private void skipSpace() {
            while (at < source.length() && source.charAt(at) != 0 && Ascii.isSpace(source.charAt(at))) {
                at++;
            }
        }

        private MarkupException wrong(int position, String found, String expected) {
            return new MarkupException(source, position, found, expected);
        }
    }
}
