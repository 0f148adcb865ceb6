// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.memory;

import java.util.Arrays;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows by id. Ids are dense, so a page of many rows costs little more than its references. */
final class Rows {
    private static final int PAGE = 1024;
    private final TreeMap<Long, @Nullable Row[]> pages = new TreeMap<>();

    @Nullable
    Row get(long id) {
        @Nullable Row[] page = pages.get(id / PAGE);
        return page == null || id < 0 ? null : page[(int) (id % PAGE)];
    }

    void put(Row row) {
        pages.computeIfAbsent(row.id / PAGE, unseen -> new Row[PAGE])[(int) (row.id % PAGE)] = row;
    }

    /** The rows with larger ids, oldest first. */
    Stream<Row> after(long id) {
        return pages.tailMap(Math.max(0, id) / PAGE).values().stream()
                .flatMap(Arrays::stream)
                .filter(Objects::nonNull)
                .filter(row -> row.id > id);
    }

    /** Drops the rows that the predicate chooses, oldest first. */
    void removeIf(java.util.function.Predicate<Row> isOver, Consumer<Row> dropped) {
        pages.values().removeIf(page -> {
            int left = 0;
            for (int i = 0; i < page.length; i++) {
                Row row = page[i];
                if (row != null && isOver.test(row)) {
                    page[i] = null;
                    dropped.accept(row);
                } else if (row != null) {
                    left++;
                }
            }
            return left == 0;
        });
    }
}
