// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model.text;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects the entities that a parser finds, in any order, and brings them into the form that Telegram keeps: styles of one
 * kind are merged, links and code do not hold each other, quotations do not nest, and code carries no style.
 */
final class EntityBuilder {
    private final List<TextEntity> found = new ArrayList<>();

    /** Adds an entity from {@code start} to {@code end}; an empty one is forgotten. */
    void add(TextEntity.Kind kind, int start, int end, @Nullable String argument) {
        if (start < end) {
            found.add(new TextEntity(kind, start, end - start, argument));
        }
    }

    /** The text with what was found in it. */
    FormattedText build(String text) {
        List<TextEntity> whole = new ArrayList<>(found.size());
        for (TextEntity entity : found) {
            int start = outsidePair(text, entity.offset());
            int end = outsidePair(text, entity.end());
            if (start < end) {
                whole.add(new TextEntity(entity.kind(), start, end - start, entity.argument()));
            }
        }
        return new FormattedText(text, normalised(whole));
    }

    /** The same entities in Telegram's form, sorted. */
    static List<TextEntity> normalised(List<TextEntity> entities) {
        List<TextEntity> sorted = new ArrayList<>(entities);
        sorted.sort(TextEntity.ORDER);
        List<TextEntity> quotes = new ArrayList<>();
        List<TextEntity> whole = new ArrayList<>();
        Map<TextEntity.Kind, List<TextEntity>> styles = new EnumMap<>(TextEntity.Kind.class);
        for (TextEntity entity : sorted) {
            switch (entity.kind().layer()) {
                case QUOTE -> keepApart(quotes, entity);
                case PRE, CODE, LINK, WHOLE -> keepApart(whole, entity);
                case STYLE -> merge(styles.computeIfAbsent(entity.kind(), kind -> new ArrayList<>()), entity);
            }
        }
        List<TextEntity> code = new ArrayList<>(whole);
        code.removeIf(entity -> !isCode(entity));
        List<TextEntity> result = new ArrayList<>(whole);
        addQuotesOutside(code, quotes, result);
        styles.values().forEach(merged -> addPartsOutside(code, merged, result));
        result.sort(TextEntity.ORDER);
        return result;
    }

    // A mark between the halves of a broken pair joins them when it is taken out.
    private static int outsidePair(String text, int index) {
        return FormattedText.splitsPair(text, index) ? index - 1 : index;
    }

    private static boolean isCode(TextEntity entity) {
        return entity.kind() == TextEntity.Kind.CODE || entity.kind() == TextEntity.Kind.PRE;
    }

    private static void keepApart(List<TextEntity> kept, TextEntity next) {
        if (kept.isEmpty() || kept.get(kept.size() - 1).end() <= next.offset()) {
            kept.add(next);
        }
    }

    private static void merge(List<TextEntity> merged, TextEntity next) {
        if (!merged.isEmpty()) {
            TextEntity last = merged.get(merged.size() - 1);
            if (next.offset() <= last.end()) {
                int end = Math.max(last.end(), next.end());
                merged.set(merged.size() - 1, TextEntity.of(last.kind(), last.offset(), end - last.offset()));
                return;
            }
        }
        merged.add(next);
    }

    private static void addQuotesOutside(List<TextEntity> code, List<TextEntity> quotes, List<TextEntity> result) {
        int at = 0;
        for (TextEntity quote : quotes) {
            while (at < code.size() && code.get(at).end() < quote.end()) {
                at++;
            }
            boolean inside = at < code.size()
                    && code.get(at).offset() <= quote.offset()
                    && code.get(at).length() > quote.length();
            if (!inside) {
                result.add(quote);
            }
        }
    }

    private static void addPartsOutside(List<TextEntity> code, List<TextEntity> styles, List<TextEntity> result) {
        int at = 0;
        for (TextEntity style : styles) {
            int start = style.offset();
            while (at < code.size() && code.get(at).end() <= start) {
                at++;
            }
            // The last block looked at may reach into the next style too, so the search goes on from there.
            int block = at;
            while (block < code.size() && code.get(block).offset() < style.end()) {
                addPart(style.kind(), start, code.get(block).offset(), result);
                start = code.get(block).end();
                at = block++;
            }
            addPart(style.kind(), start, style.end(), result);
        }
    }

    private static void addPart(TextEntity.Kind kind, int start, int end, List<TextEntity> result) {
        if (start < end) {
            result.add(TextEntity.of(kind, start, end - start));
        }
    }
}
