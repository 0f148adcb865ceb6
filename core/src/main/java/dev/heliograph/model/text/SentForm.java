// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Form of a text in which Telegram keeps it, after TDLib's {@code fix_formatted_text}: control characters are blanks, some
 * characters are gone, blanks at the end are cut off, and those at the start up to the first entity.
 */
final class SentForm {
    private SentForm() {}

    /** That form; the entities are given in any order, and of two equal ones the first counts. */
    static FormattedText of(String text, List<TextEntity> entities) {
        List<TextEntity> kept = EntityRules.applied(
                entities.stream().map(SentForm::withCleanLanguage).toList());
        String cleaned = cleaned(text);
        if (cleaned.length() != text.length()) {
            kept = EntityRules.applied(moved(text, kept));
        }
        return trimmed(cleaned, kept);
    }

    private static TextEntity withCleanLanguage(TextEntity entity) {
        String language = entity.argument();
        if (entity.kind() != TextEntity.Kind.PRE || language == null) {
            return entity;
        }
        String clean = cleaned(language);
        return new TextEntity(entity.kind(), entity.offset(), entity.length(), clean.isBlank() ? null : clean);
    }

    /** The text without what Telegram takes out of it, and with blanks where it puts them. */
    static String cleaned(String text) {
        int clean = 0;
        while (clean < text.length() && isClean(text.charAt(clean))) {
            clean++;
        }
        if (clean == text.length()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length()).append(text, 0, clean);
        for (int i = clean; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isDropped(c)) {
                out.append(c < ' ' && c != '\n' ? ' ' : c);
            }
        }
        for (int i = 0; i + 1 < out.length(); i++) {
            // of several marks of direction in a row only the last one counts
            if (isDirectionMark(out.charAt(i)) && isDirectionMark(out.charAt(i + 1))) {
                out.setCharAt(i, '\u200C');
            }
        }
        return out.toString();
    }

    private static boolean isClean(char c) {
        return (c >= ' ' || c == '\n') && !isDropped(c) && !isDirectionMark(c);
    }

    private static boolean isDropped(char c) {
        return switch (c) {
            case '\r' -> true;
            // lines and ring over and under other characters
            case '\u030A', '\u0333', '\u033F' -> true;
            // separators of lines and paragraphs, embeddings and overrides of direction
            case '\u2028', '\u2029', '\u202A', '\u202B', '\u202C', '\u202D', '\u202E' -> true;
            default -> false;
        };
    }

    private static boolean isDirectionMark(char c) {
        return c == '\u200E' || c == '\u200F';
    }

    private static List<TextEntity> moved(String text, List<TextEntity> entities) {
        int[] places = new int[text.length() + 1];
        for (int i = 0; i < text.length(); i++) {
            places[i + 1] = places[i] + (isDropped(text.charAt(i)) ? 0 : 1);
        }
        List<TextEntity> moved = new ArrayList<>(entities.size());
        for (TextEntity entity : entities) {
            add(entity, places[entity.offset()], places[entity.end()], moved);
        }
        return moved;
    }

    private static FormattedText trimmed(String text, List<TextEntity> entities) {
        int end = text.length();
        while (end > 0 && isBlank(text.charAt(end - 1))) {
            end--;
        }
        int first = entities.isEmpty() ? end : Math.min(end, entities.get(0).offset());
        int start = 0;
        while (start < first && isBlank(text.charAt(start))) {
            start++;
        }
        if (start == 0 && end == text.length()) {
            return new FormattedText(text, entities);
        }
        List<TextEntity> kept = new ArrayList<>(entities.size());
        for (TextEntity entity : entities) {
            add(entity, entity.offset() - start, Math.min(entity.end(), end) - start, kept);
        }
        return new FormattedText(text.substring(start, end), kept);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\n';
    }

    private static void add(TextEntity entity, int start, int end, List<TextEntity> into) {
        if (start < end) {
            into.add(new TextEntity(entity.kind(), start, end - start, entity.argument()));
        }
    }
}
