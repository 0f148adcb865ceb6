// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model.text;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/** Writes formatted text as Telegram HTML, well nested whatever way the entities overlap. */
final class HtmlWriter {
    private static final Comparator<TextEntity> FIRST_TO_END = Comparator.comparingInt(TextEntity::end);

    private final String text;
    private final StringBuilder out;
    private final Deque<TextEntity> open = new ArrayDeque<>();
    private int written;

    private HtmlWriter(String text) {
        this.text = text;
        this.out = new StringBuilder(text.length() * 2);
    }

    static String write(FormattedText formatted) {
        HtmlWriter writer = new HtmlWriter(formatted.text());
        // Merged entities keep the stack of open tags short: one quotation, one link or code, one of each style.
        List<TextEntity> entities = EntityRules.applied(formatted.entities());
        for (TextEntity entity : entities) {
            if (hasTag(entity.kind())) {
                writer.closeUntil(entity.offset());
                writer.open(entity);
            }
        }
        writer.closeUntil(Integer.MAX_VALUE);
        writer.copyTo(formatted.text().length());
        return writer.out.toString();
    }

    static String escape(String value) {
        StringBuilder out = new StringBuilder(value.length() + 16);
        appendEscaped(out, value, 0, value.length());
        return out.toString();
    }

    private void open(TextEntity entity) {
        copyTo(entity.offset());
        Deque<TextEntity> inner = new ArrayDeque<>();
        while (open.stream().anyMatch(earlier -> crosses(earlier, entity))) {
            TextEntity top = open.pop();
            out.append(endTag(top));
            inner.push(top);
        }
        start(entity);
        inner.forEach(this::start);
    }

    /** Whether {@code earlier}, though it belongs inside {@code later}, ends first: it must be interrupted. */
    private static boolean crosses(TextEntity earlier, TextEntity later) {
        return earlier.kind().layer().compareTo(later.kind().layer()) > 0 && earlier.end() < later.end();
    }

    private void start(TextEntity entity) {
        out.append(startTag(entity));
        open.push(entity);
    }

    private void closeUntil(int position) {
        while (!open.isEmpty()) {
            TextEntity first = open.stream().min(FIRST_TO_END).orElseThrow();
            if (first.end() > position) {
                return;
            }
            copyTo(first.end());
            close(first);
        }
    }

    private void close(TextEntity entity) {
        Deque<TextEntity> inner = new ArrayDeque<>();
        while (true) {
            TextEntity top = open.pop();
            out.append(endTag(top));
            if (top.equals(entity)) {
                break;
            }
            // What ends here as well needs no new start tag.
            if (top.end() > entity.end()) {
                inner.push(top);
            }
        }
        inner.forEach(this::start);
    }

    private void copyTo(int position) {
        appendEscaped(out, text, written, position);
        written = position;
    }

    private static void appendEscaped(StringBuilder out, String value, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = value.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> out.append(c);
            }
        }
    }

    private static boolean hasTag(TextEntity.Kind kind) {
        return switch (kind) {
            case MENTION, HASHTAG, CASHTAG, BOT_COMMAND, URL, EMAIL, PHONE_NUMBER -> false;
            case BOLD, ITALIC, UNDERLINE, STRIKETHROUGH, SPOILER -> true;
            case BLOCKQUOTE, EXPANDABLE_BLOCKQUOTE, CODE, PRE -> true;
            case TEXT_LINK, TEXT_MENTION, CUSTOM_EMOJI -> true;
        };
    }

    private static String startTag(TextEntity entity) {
        String argument = entity.argument() == null ? "" : escape(entity.argument());
        return switch (entity.kind()) {
            case MENTION, HASHTAG, CASHTAG, BOT_COMMAND, URL, EMAIL, PHONE_NUMBER -> "";
            case BOLD -> "<b>";
            case ITALIC -> "<i>";
            case UNDERLINE -> "<u>";
            case STRIKETHROUGH -> "<s>";
            case SPOILER -> "<tg-spoiler>";
            case BLOCKQUOTE -> "<blockquote>";
            case EXPANDABLE_BLOCKQUOTE -> "<blockquote expandable>";
            case CODE -> "<code>";
            case PRE -> argument.isEmpty() ? "<pre>" : "<pre><code class=\"language-" + argument + "\">";
            case TEXT_LINK -> "<a href=\"" + argument + "\">";
            case TEXT_MENTION -> "<a href=\"tg://user?id=" + argument + "\">";
            case CUSTOM_EMOJI -> "<tg-emoji emoji-id=\"" + argument + "\">";
        };
    }

    private static String endTag(TextEntity entity) {
        return switch (entity.kind()) {
            case MENTION, HASHTAG, CASHTAG, BOT_COMMAND, URL, EMAIL, PHONE_NUMBER -> "";
            case BOLD -> "</b>";
            case ITALIC -> "</i>";
            case UNDERLINE -> "</u>";
            case STRIKETHROUGH -> "</s>";
            case SPOILER -> "</tg-spoiler>";
            case BLOCKQUOTE, EXPANDABLE_BLOCKQUOTE -> "</blockquote>";
            case CODE -> "</code>";
            case PRE -> entity.argument() == null ? "</pre>" : "</code></pre>";
            case TEXT_LINK, TEXT_MENTION -> "</a>";
            case CUSTOM_EMOJI -> "</tg-emoji>";
        };
    }
}
