// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.SendResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who waits for the end of which row; several may wait for one. Runs on the strand of the pump. */
final class Waiters {
    private final Map<Long, List<Promises.Promise<SendResult>>> waiting = new LinkedHashMap<>();

    void add(long row, Promises.Promise<SendResult> waiter) {
        waiting.computeIfAbsent(row, id -> new ArrayList<>(1)).add(waiter);
    }

    boolean has(long row) {
        return waiting.containsKey(row);
    }

    /** Some of the rows that are waited for, at most so many; others at the next call. */
    List<Long> some(int most) {
        List<Long> rows = waiting.keySet().stream().limit(most).toList();
        rows.forEach(row -> waiting.put(row, waiting.remove(row)));
        return rows;
    }

    void tell(long row, SendResult result) {
        List<Promises.Promise<SendResult>> told = waiting.remove(row);
        if (told != null) {
            told.forEach(waiter -> waiter.accept(result));
        }
    }
}
