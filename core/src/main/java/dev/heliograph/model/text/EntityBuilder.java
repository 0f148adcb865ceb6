// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the entities that a parser finds, in any order. */
final class EntityBuilder {
    private final List<TextEntity> found = new ArrayList<>();

    /** Adds an entity from {@code start} to {@code end}; an empty one is forgotten. */
    void add(TextEntity.Kind kind, int start, int end, @Nullable String argument) {
        if (start < end) {
            found.add(new TextEntity(kind, start, end - start, argument));
        }
    }

    /** Whether the last one that was added is of that kind, without an argument, and stands there. */
    boolean isLast(TextEntity.Kind kind, int start, int end) {
        return !found.isEmpty() && found.get(found.size() - 1).equals(TextEntity.of(kind, start, end - start));
    }

    /** Puts a block of code of that language in the place of the last one. */
    void turnLastIntoBlock(@Nullable String language) {
        TextEntity last = found.remove(found.size() - 1);
        add(TextEntity.Kind.PRE, last.offset(), last.end(), language);
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
        // in the order of their ends: of two quotations in one place the inner one counts
        return SentForm.of(text, whole);
    }

    // A mark between the halves of a broken pair joins them when it is taken out.
    private static int outsidePair(String text, int index) {
        return FormattedText.splitsPair(text, index) ? index - 1 : index;
    }
}
