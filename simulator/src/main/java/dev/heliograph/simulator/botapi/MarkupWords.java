// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import dev.heliograph.model.text.MarkupException;
import dev.heliograph.model.text.ParseMode;
import java.util.List;
import java.util.Locale;

/** What Telegram says of markup that it cannot read, in TDLib's words (MessageEntity.cpp, parse_html and parse_markdown_v2). */
final class MarkupWords {
    private static final String AT = " at byte offset ";
    /** How the parser names an open mark, and how TDLib names what it begins. */
    private record Mark(String named, String entity) {}

    private static final List<Mark> MARKS = List.of(
            new Mark("the bold", "Bold"),
            new Mark("the italic", "Italic"),
            new Mark("the underline", "Underline"),
            new Mark("the strikethrough", "Strikethrough"),
            new Mark("the spoiler", "Spoiler"),
            new Mark("the code '", "Code"),
            new Mark("the code block", "Pre"),
            new Mark("the link", "TextUrl"),
            new Mark("the custom emoji", "CustomEmoji"),
            new Mark("the quotation", "BlockQuote"));

    private final String source;
    private final int position;
    private final String found;
    private final String expected;

    private MarkupWords(String source, MarkupException wrong) {
        this.source = source;
        this.position = wrong.position();
        String all = String.valueOf(wrong.getMessage());
        int from = all.indexOf(": found ") + ": found ".length();
        int to = all.lastIndexOf(", expected ");
        this.found = all.substring(from, Math.max(from, to));
        this.expected = all.substring(to + ", expected ".length());
    }

    /** The words behind "can't parse entities: ". */
    static String of(String source, ParseMode mode, MarkupException wrong) {
        MarkupWords words = new MarkupWords(source, wrong);
        return mode == ParseMode.HTML ? words.html() : words.markdown();
    }

    private String html() {
        int start = position < source.length() && source.charAt(position) == '<'
                ? position
                : Math.max(0, source.lastIndexOf('<', position - 1));
        boolean isEnd = source.startsWith("</", start);
        String name = name(start + (isEnd ? 2 : 1));
        String place = AT + Texts.byteOffset(source, start);
        if (found.endsWith("without an end tag")) {
            return "Can't find end tag corresponding to start tag \"" + name + "\"";
        }
        if (found.equals("an end tag")) {
            return "Unexpected end tag" + place;
        }
        if (isEnd && expected.startsWith("</")) {
            return "Unmatched end tag" + place + ", expected \"" + expected + "\", found \"</" + name + ">\"";
        }
        if (found.startsWith("a span of")) {
            return "Tag \"span\" must have class \"tg-spoiler\"" + place;
        }
        if (found.startsWith("a tg-emoji")) {
            return "Invalid custom emoji identifier specified";
        }
        if (isEnd || found.endsWith("not closed") || start == source.length() - 1) {
            return "Unclosed " + (isEnd ? "end" : "start") + " tag" + place;
        }
        if (expected.startsWith("the name of an attribute")) {
            return "Empty attribute name in the tag \"" + name + "\"" + place;
        }
        return expected.equals("a value in quotes")
                ? "Unexpected end of name token" + AT + Texts.byteOffset(source, valueStart())
                : "Unsupported start tag \"" + name + "\"" + place;
    }

    private String name(int from) {
        int end = from;
        while (end < source.length() && " \t\n\r\f\u000B>".indexOf(source.charAt(end)) < 0) {
            end++;
        }
        return source.substring(from, end).toLowerCase(Locale.ROOT);
    }

    private int valueStart() {
        int start = position;
        while (start > 0 && "= \t\n".indexOf(source.charAt(start - 1)) < 0) {
            start--;
        }
        return start;
    }

    private String markdown() {
        if (found.contains("the reserved character") && position < source.length()) {
            char character = source.charAt(position);
            return "Character '" + character + "' is reserved and must be escaped with the preceding '\\'";
        }
        String place = AT + Texts.byteOffset(source, position);
        if (found.endsWith("without an end")) {
            return MARKS.stream()
                    .filter(mark -> found.startsWith(mark.named()))
                    .map(mark -> "Can't find end of " + mark.entity() + " entity" + place)
                    .findFirst()
                    .orElse("Can't find end of the entity" + place);
        }
        if (found.equals("an address that is not closed")) {
            return "Can't find end of a URL" + place;
        }
        return found.equals("another address")
                ? "Invalid tg://emoji or tg://time URL specified"
                : "The entity must contain a tg://emoji or tg://time URL";
    }
}
