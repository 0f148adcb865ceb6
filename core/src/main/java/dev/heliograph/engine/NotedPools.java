// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Outcome;
import dev.heliograph.model.Stable;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Pools that messages were enqueued to, with their strategies. Stages complete on any thread. */
@Stable
public final class NotedPools {
    private final ChatCells cells;

    /**
     * One of them.
     *
     * @param pool its name
     * @param strategy how it chose
     */
    @Stable
    public record Noted(String pool, String strategy) {}

    /** Those of the fleet's state. */
    public NotedPools(Fleet fleet) {
        this.cells = new ChatCells(fleet, "enqueued-pool/", ChatCells.Lifetime.FOR_EVER);
    }

    /** Notes one; false where it is noted so. */
    public CompletionStage<Outcome<Boolean>> note(String pool, String strategy) {
        return cells.change(pool, before -> strategy);
    }

    /** The strategy of that one; empty where it is not noted. */
    public CompletionStage<Outcome<String>> strategy(String pool) {
        return cells.read(pool);
    }

    /** All of them, by name. */
    public CompletionStage<Outcome<List<Noted>>> all() {
        return cells.all()
                .thenApply(outcome -> outcome.map(all -> all.stream()
                        .map(one -> new Noted(one.chat(), one.text()))
                        .toList()));
    }
}
