// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.state;

import dev.heliograph.model.Implementable;
import dev.heliograph.model.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The cells of another store, unchanged; extend it to change some calls and keep those that are added later. */
@Implementable
public class ForwardingCells implements Cells {
    private final Cells target;

    /** Hands every call to the target. */
    protected ForwardingCells(Cells target) {
        this.target = target;
    }

    @Override
    public CompletionStage<Outcome<Cell>> read(String key, Instant now) {
        return target.read(key, now);
    }

    @Override
    public CompletionStage<Outcome<Swap>> swap(Change change, Instant now) {
        return target.swap(change, now);
    }

    @Override
    public CompletionStage<Outcome<List<Cell>>> list(String prefix, String after, int limit, Instant now) {
        return target.list(prefix, after, limit, now);
    }
}
