// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model.text;

import dev.heliograph.model.Stable;
import java.util.Locale;

/** The markup language in which a message text is written. */
@Stable
public enum ParseMode {
    /** No markup: the text is sent as it stands. */
    NONE("none", ""),
    /** The HTML subset that Telegram's Bot API understands. */
    HTML("html", ""),
    /** The forgiving Markdown of this project; a mark without its partner stays text. */
    MARKDOWN("markdown", "\\*_~|`[]()"),
    /** Telegram's strict MarkdownV2, where every reserved character must be escaped. */
    MARKDOWN_V2("markdownv2", "\\_*[]()~`>#+-=|{}.!");

    private final String id;
    private final String escaped;

    ParseMode(String id, String escaped) {
        this.id = id;
        this.escaped = escaped;
    }

    /** The lower-case word by which people name this mode, the one {@link #parse} reads. */
    public String id() {
        return id;
    }

    /**
     * Reads {@code html}, {@code markdown}, {@code markdownv2} or {@code none}, in any case, also as the constants are spelt.
     *
     * @throws IllegalArgumentException naming the four words, if it is none of them
     */
    public static ParseMode parse(String word) {
        String wanted = word.toLowerCase(Locale.ROOT);
        for (ParseMode mode : values()) {
            if (mode.id.equals(wanted) || mode.name().toLowerCase(Locale.ROOT).equals(wanted.replace('-', '_'))) {
                return mode;
            }
        }
        throw new IllegalArgumentException(
                "unknown parse mode " + Excerpt.of(word, 0) + ": expected one of html, markdown, markdownv2, none");
    }

    /**
     * Escapes a value so that it stays literal text when placed between marks of this mode, as templates need. In an HTML
     * attribute the result is safe between double quotes.
     */
    public String escape(String value) {
        return this == HTML ? HtmlWriter.escape(value) : escapeWithBackslashes(value);
    }

    private String escapeWithBackslashes(String value) {
        StringBuilder out = new StringBuilder(value.length() + 16);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (escaped.indexOf(c) >= 0) {
                out.append('\\');
            }
            out.append(c);
        }
        return out.toString();
    }
}
