// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model.text;

/** Quotes the few characters that an error may show; texts are private, so never more. */
final class Excerpt {
    private static final int LONGEST = 8;

    private Excerpt() {}

    /** The characters of {@code source} from {@code from} on, quoted, control characters made visible. */
    static String of(String source, int from) {
        if (from >= source.length()) {
            return "the end of the text";
        }
        StringBuilder out = new StringBuilder("\"");
        int end = Math.min(source.length(), from + LONGEST);
        int at = from;
        while (at < end) {
            int c = source.codePointAt(at);
            appendVisibly(out, c);
            at += Character.charCount(c);
        }
        return out.append(at < source.length() ? "…\"" : "\"").toString();
    }

    private static void appendVisibly(StringBuilder out, int c) {
        if (c == '\n') {
            out.append("\\n");
        } else if (Character.isISOControl(c) || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            out.append(String.format("\\u%04x", c));
        } else {
            out.appendCodePoint(c);
        }
    }
}
