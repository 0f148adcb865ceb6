// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model.text;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Reads Telegram's HTML. Used once. */
final class HtmlParser {
    private static final String LANGUAGE = "language-";

    private final String source;
    private final StringBuilder text;
    private final EntityBuilder entities = new EntityBuilder();
    private final LabelLinks labels;
    private final Deque<Open> open = new ArrayDeque<>();
    /** What the code that was added last names, or empty. */
    private String languageOfLast = "";

    HtmlParser(String source) {
        this.source = source;
        this.text = new StringBuilder(source.length());
        this.labels = new LabelLinks(text);
    }

    FormattedText parse() {
        int at = 0;
        while (at < source.length()) {
            if (source.charAt(at) == '<') {
                HtmlTag tag = HtmlTag.read(source, at);
                if (tag.isEnd()) {
                    close(tag);
                } else {
                    open.push(new Open(tag, kind(tag), text.length()));
                }
                at = tag.after();
            } else {
                at = HtmlCharacter.append(source, at, text);
            }
        }
        Open unclosed = open.peek();
        if (unclosed != null) {
            String name = unclosed.tag().name();
            throw wrong(unclosed.tag(), "<" + name + "> without an end tag", "</" + name + ">");
        }
        return entities.build(text.toString());
    }

    private TextEntity.Kind kind(HtmlTag tag) {
        return switch (tag.name()) {
            case "b", "strong" -> TextEntity.Kind.BOLD;
            case "i", "em" -> TextEntity.Kind.ITALIC;
            case "u", "ins" -> TextEntity.Kind.UNDERLINE;
            case "s", "strike", "del" -> TextEntity.Kind.STRIKETHROUGH;
            case "tg-spoiler" -> TextEntity.Kind.SPOILER;
            case "span" -> spoilerSpan(tag);
            case "a" -> TextEntity.Kind.TEXT_LINK;
            case "tg-emoji" -> TextEntity.Kind.CUSTOM_EMOJI;
            case "code" -> TextEntity.Kind.CODE;
            case "pre" -> TextEntity.Kind.PRE;
            case "blockquote" ->
                tag.has("expandable") ? TextEntity.Kind.EXPANDABLE_BLOCKQUOTE : TextEntity.Kind.BLOCKQUOTE;
            default ->
                throw wrong(
                        tag,
                        "the tag " + Excerpt.of(tag.name(), 0),
                        "a tag that Telegram knows (b, i, u, s, tg-spoiler, a, tg-emoji, code, pre, blockquote)");
        };
    }

    private TextEntity.Kind spoilerSpan(HtmlTag tag) {
        if (!"spoiler".equals(tag.value("class", "tg-"))) {
            throw wrong(tag, "a span of another class", "<span class=\"tg-spoiler\">");
        }
        return TextEntity.Kind.SPOILER;
    }

    private void close(HtmlTag end) {
        Open last = open.peek();
        if (last == null) {
            throw wrong(end, "an end tag", "a start tag before it");
        }
        String name = last.tag().name();
        if (!end.name().isEmpty() && !end.name().equals(name)) {
            throw wrong(end, Excerpt.of("/" + end.name(), 0), "</" + name + ">");
        }
        open.pop();
        addEntity(last);
    }

    private void addEntity(Open last) {
        int start = last.textStart();
        int end = text.length();
        if (start == end) {
            return;
        }
        switch (last.kind()) {
            case TEXT_LINK -> addLink(last);
            case CUSTOM_EMOJI -> entities.add(last.kind(), start, end, emojiId(last.tag()));
            case CODE -> addCode(start, end, language(last.tag()));
            case PRE -> addBlock(start, end);
            case BOLD, ITALIC, UNDERLINE, STRIKETHROUGH, SPOILER -> entities.add(last.kind(), start, end, null);
            case BLOCKQUOTE, EXPANDABLE_BLOCKQUOTE -> entities.add(last.kind(), start, end, null);
            case MENTION, HASHTAG, CASHTAG, BOT_COMMAND, URL, EMAIL, PHONE_NUMBER, TEXT_MENTION ->
                throw new IllegalStateException("no tag makes a " + last.kind());
        }
    }

    // Code that fills a block, or is filled by one, names the block's language: of two entities in one place the block
    // stays.

    private void addCode(int start, int end, String language) {
        if (!language.isEmpty() && entities.isLast(TextEntity.Kind.PRE, start, end)) {
            entities.turnLastIntoBlock(shown(language));
            languageOfLast = "";
        } else {
            entities.add(TextEntity.Kind.CODE, start, end, null);
            languageOfLast = language;
        }
    }

    private void addBlock(int start, int end) {
        if (!languageOfLast.isEmpty() && entities.isLast(TextEntity.Kind.CODE, start, end)) {
            entities.turnLastIntoBlock(shown(languageOfLast));
        } else {
            entities.add(TextEntity.Kind.PRE, start, end, null);
        }
    }

    private static String language(HtmlTag code) {
        String language = code.value("class", LANGUAGE);
        return language == null ? "" : language;
    }

    private static @Nullable String shown(String language) {
        return language.isBlank() ? null : language;
    }

    private String emojiId(HtmlTag tag) {
        String id = tag.value("emoji-id", "");
        if (id == null || !LinkTarget.isNumber(id)) {
            throw wrong(tag, "a tg-emoji without a valid emoji-id", "emoji-id=\"number\"");
        }
        return id;
    }

    private void addLink(Open link) {
        String href = link.tag().value("href", "");
        LinkTarget target = href == null || href.isEmpty() ? labels.from(link.textStart()) : LinkTarget.of(href);
        if (target != null) {
            entities.add(target.kind(), link.textStart(), text.length(), target.argument());
        }
    }

    private MarkupException wrong(HtmlTag tag, String found, String expected) {
        return new MarkupException(source, tag.start(), found, expected);
    }

    private record Open(HtmlTag tag, TextEntity.Kind kind, int textStart) {}
}
