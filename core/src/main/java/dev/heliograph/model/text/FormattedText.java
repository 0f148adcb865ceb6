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
     * Parses markup, in the form of {@link #asSent()}. A link whose address Telegram would not accept is left out, its text
     * stays; what TDLib's {@code LinkManager::check_link} takes is accepted.
     *
     * @throws MarkupException if the markup is wrong; never in {@link ParseMode#NONE} and {@link ParseMode#MARKDOWN}
     */
    public static FormattedText parse(String markup, ParseMode mode) {
        return switch (mode) {
            case NONE -> SentForm.of(markup, List.of());
            case HTML -> new HtmlParser(markup).parse();
            case MARKDOWN -> new MarkdownParser(markup).parse();
            case MARKDOWN_V2 -> new MarkdownV2Parser(markup).parse();
        };
    }

    /** The length that Telegram counts against its limits: Unicode code points of the text. */
    public int length() {
        return text.codePointCount(0, text.length());
    }

    /**
     * Whether the text shows nothing, so that Telegram refuses it: it is empty, or made of white space and characters without
     * a picture, such as a zero-width space (TDLib's {@code strip_empty_characters}).
     */
    public boolean isBlank() {
        return text.codePoints().allMatch(BlankCharacters::contain);
    }

    /**
     * This text in the form in which Telegram keeps it (TDLib's {@code fix_formatted_text}), so that what is sent is what
     * arrives. Control characters are spaces, carriage returns and a few more characters are gone. Spaces and line breaks are
     * cut off at the end, and at the start up to the first entity. Styles of one kind are merged, code carries no style, and
     * of links, code, emoji and quotations that cross or hold their like the first stays. Entities that Telegram finds by
     * itself (mentions, hashtags, plain URLs and the like) are left to it.
     *
     * @throws IllegalArgumentException if the text holds half a surrogate pair, or a link an address that Telegram would
     *     refuse; what stands there is not quoted
     */
    public FormattedText asSent() {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i)) && !splitsPair(text, i) && !splitsPair(text, i + 1)) {
                throw new IllegalArgumentException("the text holds half a surrogate pair at position " + i
                        + ": expected whole characters of Unicode");
            }
        }
        List<TextEntity> own = new ArrayList<>(entities.size());
        for (TextEntity entity : entities) {
            if (!entity.kind().isFound()) {
                own.add(entity.kind() == TextEntity.Kind.TEXT_LINK ? checked(entity) : entity);
            }
        }
        return SentForm.of(text, own);
    }

    private static TextEntity checked(TextEntity link) {
        LinkTarget target = LinkTarget.of(SentForm.cleaned(String.valueOf(link.argument())));
        if (target == null) {
            throw new IllegalArgumentException(
                    "the link at " + link.offset() + " to " + link.end()
                            + " has an address that Telegram refuses: expected one such as https://example.com or tg://user?id=7");
        }
        return new TextEntity(target.kind(), link.offset(), link.length(), target.argument());
    }

    /**
     * Writes this text as Telegram HTML. Parsing it again gives the text of {@link #asSent()} with the same entities, save
     * links that Telegram would refuse.
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
