// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model.text;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Reads Telegram's MarkdownV2, as strictly as Telegram does. Used once.
 *
 * <p>Where {@code __} could be read in two ways it begins or ends an underline, never two italics. A quotation includes the
 * line break that ends it.
 */
final class MarkdownV2Parser {
    private static final String RESERVED = "_*[]()~`>#+-=|{}.!\n";

    private final String source;
    private final StringBuilder text;
    private final EntityBuilder entities = new EntityBuilder();
    private final LabelLinks labels;
    private final Deque<Open> open = new ArrayDeque<>();
    private int at;
    private boolean inQuote;
    private boolean atLineStart = true;

    MarkdownV2Parser(String source) {
        this.source = source;
        this.text = new StringBuilder(source.length());
        this.labels = new LabelLinks(text);
    }

    FormattedText parse() {
        while (at < source.length()) {
            step();
        }
        Open last = open.peek();
        if (inQuote && last != null) {
            closeQuote(last);
        }
        Open unclosed = open.peek();
        if (unclosed != null) {
            throw unclosed(unclosed);
        }
        return entities.build(text.toString());
    }

    private void step() {
        char c = source.charAt(at);
        Open top = open.peek();
        boolean inCode = top != null && (top.kind() == TextEntity.Kind.CODE || top.kind() == TextEntity.Kind.PRE);
        if (escapes(at)) {
            appendText(source.charAt(at + 1));
            at += 2;
        } else if (inCode ? c != '`' : RESERVED.indexOf(c) < 0) {
            appendText(c);
            // a line end in code begins no line in which a quotation could begin
            atLineStart &= c == '\r';
            at++;
        } else if (top != null && endsQuote(c)) {
            closeQuote(top);
        } else if (top != null && ends(top.kind(), c)) {
            open.pop();
            close(top);
        } else {
            begin(c);
        }
    }

    private boolean escapes(int index) {
        if (source.charAt(index) != '\\' || index + 1 == source.length()) {
            return false;
        }
        char next = source.charAt(index + 1);
        return next > 0 && next <= 126;
    }

    private void appendText(char c) {
        text.append(c);
        if (c != '\r') {
            atLineStart = c == '\n';
        }
    }

    private char charAt(int index) {
        return index < source.length() ? source.charAt(index) : 0;
    }

    private boolean endsQuote(char c) {
        return inQuote && c == '\n' && charAt(at + 1) != '>';
    }

    private boolean ends(TextEntity.Kind kind, char c) {
        return switch (kind) {
            case BOLD -> c == '*';
            case ITALIC -> c == '_' && charAt(at + 1) != '_';
            case UNDERLINE -> c == '_' && charAt(at + 1) == '_';
            case STRIKETHROUGH -> c == '~';
            case SPOILER -> c == '|' && charAt(at + 1) == '|';
            case CODE -> c == '`';
            case PRE -> source.startsWith("```", at);
            case TEXT_LINK, CUSTOM_EMOJI -> c == ']';
            case BLOCKQUOTE, EXPANDABLE_BLOCKQUOTE, TEXT_MENTION -> false;
            case MENTION, HASHTAG, CASHTAG, BOT_COMMAND, URL, EMAIL, PHONE_NUMBER -> false;
        };
    }

    private void begin(char c) {
        switch (c) {
            case '*' -> push(TextEntity.Kind.BOLD, 1);
            case '~' -> push(TextEntity.Kind.STRIKETHROUGH, 1);
            case '[' -> push(TextEntity.Kind.TEXT_LINK, 1);
            case '_' -> {
                boolean twice = charAt(at + 1) == '_';
                push(twice ? TextEntity.Kind.UNDERLINE : TextEntity.Kind.ITALIC, twice ? 2 : 1);
            }
            case '|' -> pushPair('|', TextEntity.Kind.SPOILER);
            case '!' -> pushPair('[', TextEntity.Kind.CUSTOM_EMOJI);
            case '`' -> {
                if (source.startsWith("```", at)) {
                    beginBlock();
                } else {
                    push(TextEntity.Kind.CODE, 1);
                }
            }
            case '\n' -> {
                appendText(c);
                at++;
            }
            case '>' -> beginQuoteLine();
            default -> throw reserved(c);
        }
    }

    private void push(TextEntity.Kind kind, int markLength) {
        open.push(new Open(kind, at, text.length(), null));
        at += markLength;
    }

    private void pushPair(char second, TextEntity.Kind kind) {
        if (charAt(at + 1) != second) {
            throw reserved(source.charAt(at));
        }
        push(kind, 2);
    }

    private void beginQuoteLine() {
        if (!atLineStart) {
            throw reserved('>');
        }
        if (inQuote) {
            at++;
        } else {
            inQuote = true;
            push(TextEntity.Kind.BLOCKQUOTE, 1);
        }
    }

    private void beginBlock() {
        int start = at;
        at += 3;
        int end = at;
        while (end < source.length() && !Ascii.isSpace(source.charAt(end)) && source.charAt(end) != '`') {
            end++;
        }
        String language = null;
        if (end > at && end < source.length() && source.charAt(end) != '`') {
            String word = source.substring(at, end);
            language = word.isBlank() ? null : word;
            at = end;
        }
        char first = charAt(at);
        if (first == '\n' || first == '\r') {
            char second = charAt(at + 1);
            at += (second == '\n' || second == '\r') && second != first ? 2 : 1;
        }
        open.push(new Open(TextEntity.Kind.PRE, start, text.length(), language));
    }

    private void close(Open top) {
        switch (top.kind()) {
            case BOLD, ITALIC, STRIKETHROUGH, CODE -> close(top, 1);
            case UNDERLINE, SPOILER -> close(top, 2);
            case PRE -> close(top, 3);
            case TEXT_LINK -> closeLink(top);
            case CUSTOM_EMOJI -> closeEmoji(top);
            case BLOCKQUOTE, EXPANDABLE_BLOCKQUOTE, TEXT_MENTION -> throw new IllegalStateException("no mark ends it");
            case MENTION, HASHTAG, CASHTAG, BOT_COMMAND, URL, EMAIL, PHONE_NUMBER ->
                throw new IllegalStateException("no mark ends it");
        }
    }

    private void close(Open top, int markLength) {
        entities.add(top.kind(), top.textStart(), text.length(), top.language());
        at += markLength;
    }

    private void closeLink(Open top) {
        at++;
        LinkTarget target;
        if (charAt(at) == '(') {
            target = LinkTarget.of(readAddress());
        } else {
            target = labels.from(top.textStart());
        }
        if (target != null) {
            entities.add(target.kind(), top.textStart(), text.length(), target.argument());
        }
    }

    private void closeEmoji(Open top) {
        at++;
        if (charAt(at) != '(') {
            throw wrong(at, Excerpt.of(source, at), "(tg://emoji?id=number) after the emoji");
        }
        int addressStart = at + 1;
        String id = LinkTarget.idIn(readAddress(), "emoji");
        if (id == null || !LinkTarget.isNumber(id)) {
            throw wrong(addressStart, "another address", "tg://emoji?id=number");
        }
        entities.add(top.kind(), top.textStart(), text.length(), id);
    }

    /** Reads {@code (address)} and stops after it. */
    private String readAddress() {
        int start = ++at;
        StringBuilder address = new StringBuilder();
        while (at < source.length() && source.charAt(at) != ')') {
            if (escapes(at)) {
                at++;
            }
            address.append(source.charAt(at++));
        }
        if (at >= source.length()) {
            throw wrong(start, "an address that is not closed", "')' after it");
        }
        at++;
        return address.toString();
    }

    private void closeQuote(Open top) {
        boolean expandable = top.kind() == TextEntity.Kind.SPOILER && isLastMarkOfLine(top);
        if (expandable) {
            open.pop();
        }
        Open quote = open.peek();
        if (quote == null || quote.kind() != TextEntity.Kind.BLOCKQUOTE) {
            throw unclosed(quote == null ? top : quote);
        }
        open.pop();
        inQuote = false;
        if (at < source.length()) {
            appendText('\n');
            at++;
        }
        TextEntity.Kind kind = expandable ? TextEntity.Kind.EXPANDABLE_BLOCKQUOTE : TextEntity.Kind.BLOCKQUOTE;
        entities.add(kind, quote.textStart(), text.length(), null);
    }

    // Marks at the end of a quotation look like the beginning of a spoiler until the line ends.
    private boolean isLastMarkOfLine(Open spoiler) {
        int after = spoiler.sourceStart() + 2;
        return after == at || (after == at - 1 && at < source.length() && source.charAt(after) == '\r');
    }

    private MarkupException reserved(char c) {
        return wrong(at, "the reserved character '" + c + "'", "it escaped as '\\" + c + "'");
    }

    private MarkupException unclosed(Open mark) {
        String name = switch (mark.kind()) {
            case BOLD -> "bold '*'";
            case ITALIC -> "italic '_'";
            case UNDERLINE -> "underline '__'";
            case STRIKETHROUGH -> "strikethrough '~'";
            case SPOILER -> "spoiler '||'";
            case CODE -> "code '`'";
            case PRE -> "code block '```'";
            case TEXT_LINK -> "link '['";
            case CUSTOM_EMOJI -> "custom emoji '!['";
            case BLOCKQUOTE, EXPANDABLE_BLOCKQUOTE -> "quotation '>'";
            case MENTION, HASHTAG, CASHTAG, BOT_COMMAND, URL, EMAIL, PHONE_NUMBER, TEXT_MENTION -> "mark";
        };
        return wrong(
                mark.sourceStart(), "the " + name + " without an end", "its end mark, or the mark escaped with '\\'");
    }

    private MarkupException wrong(int position, String found, String expected) {
        return new MarkupException(source, position, found, expected);
    }

    private record Open(
            TextEntity.Kind kind,
            int sourceStart,
            int textStart,
            @Nullable String language) {}
}
