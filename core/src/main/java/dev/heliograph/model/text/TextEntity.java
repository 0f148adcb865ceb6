// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model.text;

import dev.heliograph.model.Stable;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a text that means something more than its characters.
 *
 * @param kind what it means
 * @param offset where it begins, in UTF-16 units from the start of the text, 0 or more
 * @param length how long it is, in UTF-16 units, 1 or more
 * @param argument the URL of a {@link Kind#TEXT_LINK}, the user id of a {@link Kind#TEXT_MENTION}, the emoji id of a
 *     {@link Kind#CUSTOM_EMOJI}, the language of a {@link Kind#PRE} or null; null for every other kind
 */
@Stable
public record TextEntity(
        Kind kind, int offset, int length, @Nullable String argument) {

    /** The order of entities in a text: by offset, then longer ones first, then outer kinds first. */
    static final Comparator<TextEntity> ORDER = Comparator.comparingInt(TextEntity::offset)
            .thenComparing(TextEntity::length, Comparator.reverseOrder())
            .thenComparing(entity -> entity.kind().layer())
            .thenComparing(TextEntity::kind)
            .thenComparing(TextEntity::argument, Comparator.nullsFirst(Comparator.naturalOrder()));

    /**
     * Checks the values against each other.
     *
     * @throws IllegalArgumentException if the offset is negative, the length below 1, or the argument missing, malformed
     *     or out of place
     */
    public TextEntity {
        if (offset < 0 || length < 1 || offset > Integer.MAX_VALUE - length) {
            throw new IllegalArgumentException("an entity needs an offset of 0 or more and a length of 1 or more, not "
                    + offset + " and " + length);
        }
        switch (kind) {
            case TEXT_LINK -> require(argument != null && !argument.isBlank(), kind, "a URL");
            case TEXT_MENTION -> require(argument != null && LinkTarget.isId(argument), kind, "a user id");
            case CUSTOM_EMOJI -> require(argument != null && LinkTarget.isNumber(argument), kind, "an emoji id");
            case PRE -> require(argument == null || !argument.isBlank(), kind, "a language or null");
            case MENTION, HASHTAG, CASHTAG, BOT_COMMAND, URL, EMAIL, PHONE_NUMBER -> requireNone(argument, kind);
            case BOLD, ITALIC, UNDERLINE, STRIKETHROUGH, SPOILER -> requireNone(argument, kind);
            case BLOCKQUOTE, EXPANDABLE_BLOCKQUOTE, CODE -> requireNone(argument, kind);
        }
    }

    /** An entity of a kind that takes no argument. */
    public static TextEntity of(Kind kind, int offset, int length) {
        return new TextEntity(kind, offset, length, null);
    }

    /** Where it ends: the UTF-16 index after its last unit. */
    public int end() {
        return offset + length;
    }

    private static void requireNone(@Nullable String argument, Kind kind) {
        require(argument == null, kind, "no argument");
    }

    private static void require(boolean holds, Kind kind, String what) {
        if (!holds) {
            throw new IllegalArgumentException("an entity of kind " + kind + " takes " + what);
        }
    }

    /** The kinds of entities that Telegram's Bot API names. */
    public enum Kind {
        /** {@code @username}. */
        MENTION(Layer.WHOLE),
        /** {@code #tag}. */
        HASHTAG(Layer.WHOLE),
        /** {@code $USD}. */
        CASHTAG(Layer.WHOLE),
        /** {@code /start}. */
        BOT_COMMAND(Layer.WHOLE),
        /** An address written out in the text. */
        URL(Layer.WHOLE),
        /** A mail address. */
        EMAIL(Layer.WHOLE),
        /** A phone number. */
        PHONE_NUMBER(Layer.WHOLE),
        /** Bold text. */
        BOLD(Layer.STYLE),
        /** Italic text. */
        ITALIC(Layer.STYLE),
        /** Underlined text. */
        UNDERLINE(Layer.STYLE),
        /** Struck out text. */
        STRIKETHROUGH(Layer.STYLE),
        /** Text hidden until it is tapped. */
        SPOILER(Layer.STYLE),
        /** A quotation. */
        BLOCKQUOTE(Layer.QUOTE),
        /** A quotation that is shown folded. */
        EXPANDABLE_BLOCKQUOTE(Layer.QUOTE),
        /** Code inside a line. */
        CODE(Layer.CODE),
        /** A block of code; the argument names its language, if any. */
        PRE(Layer.PRE),
        /** Text that leads to the URL in the argument. */
        TEXT_LINK(Layer.LINK),
        /** Text that names the user whose id is the argument. */
        TEXT_MENTION(Layer.LINK),
        /** An emoji drawn as the custom emoji whose id is the argument. */
        CUSTOM_EMOJI(Layer.WHOLE);

        private final Layer layer;

        Kind(Layer layer) {
            this.layer = layer;
        }

        Layer layer() {
            return layer;
        }

        /** Whether Telegram finds such entities by itself, and so takes none that are given. */
        boolean isFound() {
            return layer == Layer.WHOLE && this != CUSTOM_EMOJI;
        }
    }

    /** Which kinds enclose which, outermost first. */
    enum Layer {
        QUOTE,
        PRE,
        CODE,
        LINK,
        WHOLE,
        STYLE
    }
}
