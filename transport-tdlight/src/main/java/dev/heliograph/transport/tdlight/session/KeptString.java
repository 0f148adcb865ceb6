// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.session;

import dev.heliograph.model.TextFile;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Session string as people keep it: in quotes, wrapped over several lines, behind a name as in {@code SESSION = "…"}, among
 * other names and comments. What is left is the string alone; whether it is one is judged by who reads it.
 */
final class KeptString {
    /** No session string is shorter, and few other values of such files are as long. */
    private static final int SHORTEST = 300;

    private static final Pattern NAMED = Pattern.compile("\\s*(?:(?:export|const|let|var|set)\\s+)?\\$?(?:env:)?"
            + "[\"']?([A-Za-z_][A-Za-z0-9_.-]{0,63})[\"']?\\s*[=:]\\s*(.*)");
    /** No line that ends in Base64 is likely to look so. */
    private static final Pattern CAPITALS = Pattern.compile("[A-Z][A-Z0-9_]{4,}");

    /** Base64 may begin with two slashes, so that a comment wants a blank behind them. */
    private static final Pattern COMMENT = Pattern.compile("\\s*(?:#|;|// ).*");

    private static final Pattern PREFIX = Pattern.compile("[bru]{1,2}(?=[\"'])");
    private static final Pattern END = Pattern.compile("[,;]+$");
    private static final String QUOTES = "\"'`";
    private static final String AROUND = QUOTES + "\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb()\\";

    private KeptString() {}

    /** A value and the lines that go on with it. */
    private static final class Value {
        private final StringBuilder text = new StringBuilder();

        void add(String line) {
            text.append(line).append('\n');
        }

        /** Whether the quote that it begins with has not been closed. */
        boolean isOpen() {
            String stripped = unprefixed(text.toString().strip());
            char quote = stripped.isEmpty() ? 0 : stripped.charAt(0);
            return QUOTES.indexOf(quote) >= 0
                    && stripped.chars().filter(c -> c == quote).count() % 2 == 1;
        }

        String bare() {
            String value = END.matcher(text.toString().strip()).replaceFirst("");
            return withoutAround(unprefixed(value));
        }
    }

    /**
     * The string in a text.
     *
     * @throws SessionFormatException if the text holds several that could be it
     */
    static String in(String text) throws SessionFormatException {
        List<String> values = values(TextFile.withoutMark(text).lines().toList()).stream()
                .map(Value::bare)
                .toList();
        List<String> possible =
                values.stream().filter(value -> value.length() >= SHORTEST).toList();
        if (possible.size() > 1) {
            throw new SessionFormatException(
                    "the text holds " + possible.size() + " values that could be a session string: leave one");
        }
        return possible.isEmpty() ? String.join("", values) : possible.get(0);
    }

    /** What stands behind each name, or everything where there is none. */
    private static List<Value> values(List<String> lines) {
        List<Value> values = new ArrayList<>();
        Value value = new Value();
        values.add(value);
        int last = lastOf(lines);
        for (int at = 0; at <= last; at++) {
            String line = lines.get(at);
            if (COMMENT.matcher(line).matches()) {
                continue;
            }
            String rest = value.isOpen() ? line : behindName(line, at < last);
            if (!rest.equals(line)) {
                value = new Value();
                values.add(value);
            }
            value.add(rest);
        }
        return values;
    }

    /** The last line that holds more than the end of what an earlier one began. */
    private static int lastOf(List<String> lines) {
        int last = lines.size() - 1;
        while (last >= 0 && withoutAround(lines.get(last)).isEmpty()) {
            last--;
        }
        return last;
    }

    /** The line itself where it begins with no name: an equals sign may be the end of Base64. */
    private static String behindName(String line, boolean goesOn) {
        Matcher named = NAMED.matcher(line);
        if (!named.matches()) {
            return line;
        }
        String value = named.group(2);
        boolean empty = withoutAround(value).isEmpty();
        boolean padding = value.startsWith("=")
                || (empty && !goesOn && !CAPITALS.matcher(named.group(1)).matches());
        return padding ? line : behindName(value, goesOn);
    }

    private static String withoutAround(String value) {
        StringBuilder bare = new StringBuilder(value.length());
        value.codePoints().filter(c -> !isAround(c)).forEach(bare::appendCodePoint);
        return bare.toString();
    }

    private static String unprefixed(String value) {
        Matcher prefix = PREFIX.matcher(value);
        return prefix.lookingAt() ? value.substring(prefix.end()) : value;
    }

    private static boolean isAround(int c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.getType(c) == Character.FORMAT
                || AROUND.indexOf(c) >= 0;
    }
}
