// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import dev.heliograph.model.text.TextEntity;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts together what TDLib has cut: it ends a style wherever another begins inside of it and goes on with it there, which
 * looks the same and is not the same list of entities. A style that touches itself is one.
 */
final class TouchingStyles {
    private static final Set<TextEntity.Kind> STYLES = EnumSet.of(
            TextEntity.Kind.BOLD,
            TextEntity.Kind.ITALIC,
            TextEntity.Kind.UNDERLINE,
            TextEntity.Kind.STRIKETHROUGH,
            TextEntity.Kind.SPOILER);

    private TouchingStyles() {}

    /** The same marks, each style in as few pieces as there are. */
    static List<TextEntity> join(List<TextEntity> inOrder) {
        List<TextEntity> joined = new ArrayList<>();
        Map<TextEntity.Kind, Integer> last = new EnumMap<>(TextEntity.Kind.class);
        for (TextEntity entity : inOrder) {
            Integer at = STYLES.contains(entity.kind()) ? last.get(entity.kind()) : null;
            TextEntity before = at == null ? null : joined.get(at);
            if (at != null && before != null && before.end() == entity.offset()) {
                joined.set(at, TextEntity.of(entity.kind(), before.offset(), before.length() + entity.length()));
            } else {
                last.put(entity.kind(), joined.size());
                joined.add(entity);
            }
        }
        return joined;
    }
}
