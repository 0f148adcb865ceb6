// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Rules by which Telegram decides which entities of a text stand beside and inside each other, after TDLib's
 * {@code fix_entities}. Styles of one kind are merged; links, code, emoji and quotations each keep apart from their like; what
 * a quotation cuts or lies inside of is gone; code carries no style. TDLib moreover cuts styles where other entities begin and
 * end, which changes nothing that is seen: here they stay whole.
 */
final class EntityRules {
    /** Of two entities in one place the first stays: a block with a language, a block, code, a link, all else. */
    private static final Comparator<TextEntity> PRECEDENCE = Comparator.comparingInt(TextEntity::offset)
            .thenComparing(TextEntity::length, Comparator.reverseOrder())
            .thenComparing(entity -> entity.kind().layer())
            .thenComparing(entity -> entity.kind() == TextEntity.Kind.CUSTOM_EMOJI)
            .thenComparing(entity -> entity.argument() == null);

    private EntityRules() {}

    /** The entities that stay, sorted. */
    static List<TextEntity> applied(List<TextEntity> entities) {
        if (entities.isEmpty()) {
            return List.of();
        }
        List<TextEntity> sorted = new ArrayList<>(entities);
        sorted.sort(PRECEDENCE);
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
        List<TextEntity> result = new ArrayList<>(quotes);
        List<TextEntity> code = new ArrayList<>();
        addWhole(quotes, whole, code, result);
        styles.values().forEach(merged -> addPartsOutside(code, merged, result));
        result.sort(TextEntity.ORDER);
        return result;
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

    private static void addWhole(
            List<TextEntity> quotes, List<TextEntity> whole, List<TextEntity> code, List<TextEntity> result) {
        int at = 0;
        for (TextEntity entity : whole) {
            while (at < quotes.size() && quotes.get(at).end() <= entity.offset()) {
                at++;
            }
            if (at < quotes.size() && cuts(quotes.get(at), entity)) {
                continue;
            }
            result.add(entity);
            if (entity.kind() == TextEntity.Kind.CODE || entity.kind() == TextEntity.Kind.PRE) {
                code.add(entity);
            }
        }
    }

    /** Whether a quotation that ends behind the entity's begin neither holds it whole nor begins behind it. */
    private static boolean cuts(TextEntity quote, TextEntity entity) {
        return quote.end() < entity.end() || (entity.offset() < quote.offset() && quote.offset() < entity.end());
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
