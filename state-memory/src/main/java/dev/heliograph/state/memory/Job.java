// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.memory;

import dev.heliograph.spi.state.OutboxState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A job of a queue, and its rows by line. The empty name stands for rows of no job, which are neither listed nor held. */
final class Job {
    final String name;
    final Tally tally = new Tally();
    private final List<Row> rows = new ArrayList<>();
    private boolean sorted = true;
    private boolean held;

    Job(String name) {
        this.name = name;
    }

    boolean isHeld() {
        return held;
    }

    /** Returns whether that is a change. */
    boolean hold(boolean wanted) {
        boolean changed = held != wanted;
        held = wanted;
        return changed;
    }

    void add(Row row) {
        if (name.isEmpty()) {
            return;
        }
        sorted = sorted && (rows.isEmpty() || rows.get(rows.size() - 1).line <= row.line);
        rows.add(row);
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    List<Row> queued() {
        return rows.stream().filter(row -> row.state == OutboxState.QUEUED).toList();
    }

    List<Row> after(long line, int limit) {
        sort();
        int low = 0;
        int high = rows.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rows.get(middle).line <= line) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return rows.subList(low, (int) Math.min(rows.size(), low + Math.max(0L, limit)));
    }

    void forget(java.util.function.Predicate<Row> isOver) {
        rows.removeIf(isOver);
    }

    /** Rows nearly always come by line; where they did not, the next question pays once. */
    private void sort() {
        if (!sorted) {
            rows.sort(Comparator.<Row>comparingLong(row -> row.line).thenComparingLong(row -> row.id));
            sorted = true;
        }
    }
}
