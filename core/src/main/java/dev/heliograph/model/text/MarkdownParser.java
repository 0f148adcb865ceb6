// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model.text;

import dev.heliograph.model.text.MarkdownOpeners.Mark;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the forgiving Markdown. Used once.
 *
 * <p>It never fails: what pairs up is a mark, the rest is text. A mark opens only before, and closes only after, something
 * that is not a space; {@code __} moreover only at the edge of a word. Addresses that stand in the text are taken as they
 * are, with whatever marks they hold. The text is the source without the units marked as dropped, so each unit is looked at
 * a bounded number of times.
 */
final class MarkdownParser {
    private static final String ESCAPABLE = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    private final String source;
    private final BitSet dropped = new BitSet();
    private final List<Found> found = new ArrayList<>();
    private final BareAddress addresses;
    private final MarkdownOpeners openers = new MarkdownOpeners();
    private final boolean[] noMoreTicks = new boolean[4];
    private int at;

    MarkdownParser(String source) {
        this.source = source;
        this.addresses = new BareAddress(source);
    }

    FormattedText parse() {
        while (at < source.length()) {
            step();
        }
        return build();
    }

    private void step() {
        switch (source.charAt(at)) {
            case '\\' -> escape();
            case '`' -> ticks();
            case '*' -> stars();
            case '_' -> pair(Mark.UNDERLINE);
            case '~' -> pair(Mark.STRIKETHROUGH);
            case '|' -> pair(Mark.SPOILER);
            case '[' -> {
                openers.push(Mark.LINK, at);
                at++;
            }
            case ']' -> endOfLabel();
            default -> word();
        }
    }

    private void escape() {
        if (isEscape(source, at)) {
            dropped.set(at++);
        }
        at++;
    }

    /** Passes over a word, or over the address that begins with it. */
    private void word() {
        if (!isWord(source.codePointAt(at))) {
            at++;
            return;
        }
        int end = addresses.end(at);
        while (at < end) {
            escape();
        }
        while (at < source.length() && isWord(source.codePointAt(at))) {
            at += Character.charCount(source.codePointAt(at));
        }
    }

    /** Whether a backslash stands there that takes the meaning of the mark behind it. */
    static boolean isEscape(String source, int index) {
        return source.charAt(index) == '\\'
                && index + 1 < source.length()
                && ESCAPABLE.indexOf(source.charAt(index + 1)) >= 0;
    }

    // ---- code

    private void ticks() {
        int length = runLength(at);
        int contentStart = at + length;
        int contentEnd = length == 1 || length == 3 ? nextTicks(contentStart, length) : -1;
        if (contentEnd < 0) {
            at = contentStart;
        } else if (length == 1) {
            addCode(TextEntity.Kind.CODE, contentStart, contentEnd, contentEnd + 1, null);
        } else {
            block(contentStart, contentEnd);
        }
    }

    private int nextTicks(int from, int length) {
        int tick = noMoreTicks[length] ? -1 : source.indexOf('`', from);
        while (tick >= 0) {
            int run = runLength(tick);
            if (run == length) {
                return tick;
            }
            tick = source.indexOf('`', tick + run);
        }
        // Remembered, or a text full of lonely ticks would be searched to its end for each of them.
        noMoreTicks[length] = true;
        return -1;
    }

    private void block(int fenceEnd, int closingFence) {
        int lineEnd = fenceEnd;
        while (lineEnd < closingFence && source.charAt(lineEnd) != '\n') {
            lineEnd++;
        }
        int start = fenceEnd;
        int end = closingFence;
        String language = null;
        if (lineEnd < closingFence) {
            String info = source.substring(fenceEnd, lineEnd).strip();
            if (info.chars().noneMatch(Character::isWhitespace)) {
                language = info.isEmpty() ? null : info;
                start = lineEnd + 1;
            }
        }
        if (end > start && source.charAt(end - 1) == '\n') {
            end -= end - 1 > start && source.charAt(end - 2) == '\r' ? 2 : 1;
        }
        if (start < end) {
            addCode(TextEntity.Kind.PRE, start, end, closingFence + 3, language);
        } else {
            at = closingFence + 3;
        }
    }

    private void addCode(TextEntity.Kind kind, int start, int end, int after, @Nullable String language) {
        dropped.set(at, start);
        dropped.set(end, after);
        found.add(new Found(kind, start, end, language));
        at = after;
    }

    // ---- paired marks

    private void pair(Mark mark) {
        int length = runLength(at);
        if (length == 2) {
            toggle(mark);
        }
        at += length;
    }

    private void stars() {
        int length = runLength(at);
        if (length == 1) {
            toggle(Mark.ITALIC);
        } else if (length == 2) {
            toggle(Mark.BOLD);
        } else if (length == 3) {
            threeStars();
        }
        at += length;
    }

    private void toggle(Mark mark) {
        int end = at + mark.length();
        if (openers.awaits(mark) && mayClose(mark, at, end)) {
            close(mark, at);
        } else if (mayOpen(mark, at, end)) {
            openers.push(mark, at);
        }
    }

    private void threeStars() {
        boolean bold = openers.awaits(Mark.BOLD);
        boolean italic = openers.awaits(Mark.ITALIC);
        if ((bold || italic) && mayClose(Mark.BOLD, at, at + 3)) {
            Mark inner = bold && italic ? openers.innermostStars() : bold ? Mark.BOLD : Mark.ITALIC;
            Mark outer = inner == Mark.BOLD ? Mark.ITALIC : Mark.BOLD;
            close(inner, at);
            if (openers.awaits(outer)) {
                close(outer, at + inner.length());
            }
        } else if (mayOpen(Mark.BOLD, at, at + 3)) {
            openers.push(Mark.BOLD, at);
            openers.push(Mark.ITALIC, at + 2);
        }
    }

    private boolean mayOpen(Mark mark, int start, int end) {
        boolean beforeText = end < source.length() && !isSpace(source.codePointAt(end));
        boolean insideWord = mark == Mark.UNDERLINE && start > 0 && isWord(source.codePointBefore(start));
        return beforeText && !insideWord;
    }

    private boolean mayClose(Mark mark, int start, int end) {
        boolean afterText = start > 0 && !isSpace(source.codePointBefore(start));
        boolean insideWord = mark == Mark.UNDERLINE && end < source.length() && isWord(source.codePointAt(end));
        return afterText && !insideWord;
    }

    private void close(Mark mark, int position) {
        int opening = openers.pop(mark);
        int contentStart = opening + mark.length();
        dropped.set(opening, contentStart);
        dropped.set(position, position + mark.length());
        found.add(new Found(mark.kind(), contentStart, position, null));
    }

    // ---- links

    private void endOfLabel() {
        int bracket = at++;
        if (!openers.awaits(Mark.LINK) || !source.startsWith("(", at) || isEmptyLabel(bracket)) {
            return;
        }
        StringBuilder address = new StringBuilder();
        int end = readAddress(at + 1, address);
        LinkTarget target = end < 0 ? null : LinkTarget.of(address.toString().strip());
        if (target == null) {
            return;
        }
        int opening = openers.pop(Mark.LINK);
        openers.forgetLinks();
        dropped.set(opening);
        dropped.set(bracket, end + 1);
        found.add(new Found(target.kind(), opening + 1, bracket, target.argument()));
        at = end + 1;
    }

    private boolean isEmptyLabel(int bracket) {
        return openers.lastPosition() == bracket - 1 && source.charAt(bracket - 1) == '[';
    }

    /**
     * Reads an address up to its closing parenthesis and answers where that stands, or -1. Blanks may stand in it, but no
     * line end, nor a title in quotes. It gives up where another address begins: so no unit is read by two of them.
     */
    private int readAddress(int from, StringBuilder address) {
        int depth = 0;
        for (int i = from; i < source.length() && source.charAt(i) != '\n' && !isTitle(i); i++) {
            char c = source.charAt(i);
            if (isEscape(source, i)) {
                c = source.charAt(++i);
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && depth-- == 0) {
                return i;
            } else if (source.startsWith("](", i)) {
                return -1;
            }
            address.append(c);
        }
        return -1;
    }

    private boolean isTitle(int index) {
        return (source.charAt(index) == '"' || source.charAt(index) == '\'') && isSpace(source.charAt(index - 1));
    }

    // ---- characters

    private int runLength(int start) {
        int end = start + 1;
        while (end < source.length() && source.charAt(end) == source.charAt(start)) {
            end++;
        }
        return end - start;
    }

    private static boolean isSpace(int c) {
        return c <= ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static boolean isWord(int c) {
        return Character.isLetterOrDigit(c);
    }

    private FormattedText build() {
        StringBuilder text = new StringBuilder(source.length());
        int[] moved = new int[source.length() + 1];
        for (int i = 0; i < source.length(); i++) {
            moved[i] = text.length();
            if (!dropped.get(i)) {
                text.append(source.charAt(i));
            }
        }
        moved[source.length()] = text.length();
        EntityBuilder entities = new EntityBuilder();
        for (Found entity : found) {
            entities.add(entity.kind(), moved[entity.start()], moved[entity.end()], entity.argument());
        }
        return entities.build(text.toString());
    }

    /** An entity in terms of the source: from {@code start} to {@code end}. */
    private record Found(
            TextEntity.Kind kind,
            int start,
            int end,
            @Nullable String argument) {}
}
