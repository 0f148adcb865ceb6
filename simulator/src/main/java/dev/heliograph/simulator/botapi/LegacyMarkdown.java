// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import dev.heliograph.model.text.FormattedText;
import dev.heliograph.model.text.ParseMode;
import dev.heliograph.model.text.TextEntity;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the old Markdown of the Bot API, in which nothing stands inside of anything else. Used once. */
final class LegacyMarkdown {
    private static final Pattern MENTION = Pattern.compile("tg://user\\?id=([0-9]{1,18})");
    private static final Pattern LANGUAGE = Pattern.compile("([A-Za-z0-9_+-]+)\\s");
    private static final String FENCE = "```";

    private final String source;
    private final StringBuilder text = new StringBuilder();
    private final List<TextEntity> entities = new ArrayList<>();
    private int at;

    LegacyMarkdown(String source) {
        this.source = source;
    }

    FormattedText parse() {
        while (at < source.length()) {
            char c = source.charAt(at);
            if (c == '\\' && at + 1 < source.length() && "_*`[".indexOf(source.charAt(at + 1)) >= 0) {
                text.append(source.charAt(at + 1));
                at += 2;
            } else if (source.startsWith(FENCE, at)) {
                block();
            } else if (c == '*' || c == '_' || c == '`') {
                stretch(c);
            } else if (c == '[') {
                link();
            } else {
                text.append(c);
                at++;
            }
        }
        return new FormattedText(text.toString(), entities).asSent();
    }

    private void stretch(char mark) {
        int end = source.indexOf(mark, at + 1);
        if (end < 0) {
            throw unclosed();
        }
        TextEntity.Kind kind =
                mark == '*' ? TextEntity.Kind.BOLD : mark == '_' ? TextEntity.Kind.ITALIC : TextEntity.Kind.CODE;
        add(kind, source.substring(at + 1, end), null);
        at = end + 1;
    }

    private void block() {
        int end = source.indexOf(FENCE, at + FENCE.length());
        if (end < 0) {
            throw unclosed();
        }
        String content = source.substring(at + FENCE.length(), end);
        Matcher language = LANGUAGE.matcher(content);
        if (language.lookingAt()) {
            add(TextEntity.Kind.PRE, content.substring(language.end()), language.group(1));
        } else {
            add(TextEntity.Kind.PRE, content.startsWith("\n") ? content.substring(1) : content, null);
        }
        at = end + FENCE.length();
    }

    private void link() {
        int end = source.indexOf(']', at + 1);
        if (end < 0) {
            throw unclosed();
        }
        String label = source.substring(at + 1, end);
        int close = source.startsWith("](", end) ? source.indexOf(')', end + 2) : -1;
        if (close < 0) {
            // brackets without an address are gone, their text stays
            text.append(label);
            at = end + 1;
            return;
        }
        String address = source.substring(end + 2, close).strip();
        Matcher mention = MENTION.matcher(address);
        if (mention.matches()) {
            add(TextEntity.Kind.TEXT_MENTION, label, mention.group(1));
        } else if (!isTaken(address)) {
            text.append(label);
        } else {
            add(TextEntity.Kind.TEXT_LINK, label, address);
        }
        at = close + 1;
    }

    private static boolean isTaken(String address) {
        return !FormattedText.parse("[x](" + ParseMode.MARKDOWN_V2.escape(address) + ")", ParseMode.MARKDOWN_V2)
                .entities()
                .isEmpty();
    }

    private void add(TextEntity.Kind kind, String content, @org.jspecify.annotations.Nullable String argument) {
        if (!content.isEmpty()) {
            entities.add(new TextEntity(kind, text.length(), content.length(), argument));
            text.append(content);
        }
    }

    private Refusal unclosed() {
        return Texts.unparsable("Can't find end of the entity starting at byte offset " + Texts.byteOffset(source, at));
    }
}
