// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model.text;

import dev.heliograph.model.Stable;
import java.util.ArrayList;
import java.util.List;

/**
 * A text and the entities in it.
 *
 * @param text the characters, without markup
 * @param entities what stretches of them mean, sorted by offset, longer ones first; immutable
 */
@Stable
public record FormattedText(String text, List<TextEntity> entities) {

    /** How many entities Telegram keeps in one message; it ignores the rest. Nothing here enforces it. */
    public static final int MAX_ENTITIES = 100;

    /**
     * Copies and sorts the entities.
     *
     * @throws IllegalArgumentException if an entity reaches beyond the text, or begins or ends inside a surrogate pair
     */
    public FormattedText {
        List<TextEntity> sorted = new ArrayList<>(entities);
        for (TextEntity entity : sorted) {
            if (entity.end() > text.length()) {
                throw new IllegalArgumentException("an entity of kind " + entity.kind() + " ends at " + entity.end()
                        + ", beyond the text of " + text.length() + " UTF-16 units");
            }
            if (splitsPair(text, entity.offset()) || splitsPair(text, entity.end())) {
                throw new IllegalArgumentException("an entity of kind " + entity.kind() + " at " + entity.offset()
                        + " to " + entity.end() + " begins or ends inside a surrogate pair");
            }
        }
        sorted.sort(TextEntity.ORDER);
        entities = List.copyOf(sorted);
    }

    /** The text as it stands, untrimmed, without entities. */
    public static FormattedText plain(String text) {
        return new FormattedText(text, List.of());
    }

    /**
     * Parses markup. The result is {@link #trimmed()} as Telegram trims it; overlapping styles of one kind are merged, and
     * code holds no other entity. A link whose address Telegram would not accept is left out, its text stays.
     *
     * @throws MarkupException if the markup is wrong; never in {@link ParseMode#NONE} and {@link ParseMode#MARKDOWN}
     */
    public static FormattedText parse(String markup, ParseMode mode) {
        FormattedText parsed = switch (mode) {
            case NONE -> plain(markup);
            case HTML -> new HtmlParser(markup).parse();
            case MARKDOWN -> new MarkdownParser(markup).parse();
            case MARKDOWN_V2 -> new MarkdownV2Parser(markup).parse();
        };
        return parsed.trimmed();
    }

    /** The length that Telegram counts against its limits: Unicode code points of the text. */
    public int length() {
        return text.codePointCount(0, text.length());
    }

    /** Whether the text shows nothing: it is empty or made of white space, no-break spaces included. */
    public boolean isBlank() {
        return text.codePoints().allMatch(c -> c <= ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c));
    }

    /**
     * This text without leading and trailing spaces and control characters (all up to U+0020), which Telegram removes too.
     * Entities are moved and shortened accordingly; those left empty are dropped.
     */
    public FormattedText trimmed() {
        int start = 0;
        int end = text.length();
        while (end > start && text.charAt(end - 1) <= ' ') {
            end--;
        }
        while (start < end && text.charAt(start) <= ' ') {
            start++;
        }
        if (start == 0 && end == text.length()) {
            return this;
        }
        List<TextEntity> kept = new ArrayList<>();
        for (TextEntity entity : entities) {
            int from = Math.max(entity.offset(), start);
            int to = Math.min(entity.end(), end);
            if (from < to) {
                kept.add(new TextEntity(entity.kind(), from - start, to - from, entity.argument()));
            }
        }
        return new FormattedText(text.substring(start, end), kept);
    }

    /**
     * Writes this text as Telegram HTML. Parsing it again gives the same trimmed text with the same entities, save those
     * that Telegram finds by itself (mentions, hashtags, plain URLs and the like), and save what parsing would merge.
     */
    public String toHtml() {
        return HtmlWriter.write(this);
    }

    /** Lengths only: what people write does not belong in logs. */
    @Override
    public String toString() {
        return "FormattedText[length=" + length() + ", entities=" + entities.size() + "]";
    }

    /** Whether {@code index} lies between the two halves of a surrogate pair. */
    static boolean splitsPair(CharSequence text, int index) {
        return index > 0
                && index < text.length()
                && Character.isLowSurrogate(text.charAt(index))
                && Character.isHighSurrogate(text.charAt(index - 1));
    }
}
