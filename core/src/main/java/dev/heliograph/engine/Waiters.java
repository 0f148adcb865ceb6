// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.SendResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Who waits for the end of which row; several may wait for one. Runs on the strand of the pump. */
final class Waiters {
    private final Executor blocking;
    private final Map<Long, List<CompletableFuture<SendResult>>> waiting = new HashMap<>();

    /** The executor is where the code of those who wait may run. */
    Waiters(Executor blocking) {
        this.blocking = blocking;
    }

    void add(long row, CompletableFuture<SendResult> waiter) {
        waiting.computeIfAbsent(row, id -> new ArrayList<>(1)).add(waiter);
    }

    boolean has(long row) {
        return waiting.containsKey(row);
    }

    void tell(long row, SendResult result) {
        List<CompletableFuture<SendResult>> told = waiting.remove(row);
        if (told != null) {
            told.forEach(waiter -> blocking.execute(() -> waiter.complete(result)));
        }
    }
}
