// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.memory;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Outcome;
import dev.heliograph.spi.state.Cell;
import dev.heliograph.spi.state.Cells;
import dev.heliograph.spi.state.Change;
import dev.heliograph.spi.state.Swap;
import dev.heliograph.spi.state.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The users' values among everything else: right in itself, and wrong in a store. */
record ValuesInCells(Cells cells) implements Values {
    @Override
    public CompletionStage<Outcome<Optional<Bytes>>> get(String key, Instant now) {
        Cell cell = present(key, now);
        return Answer.of(cell.isPresent() ? Optional.of(cell.bytes()) : Optional.empty());
    }

    @Override
    public CompletionStage<Outcome<Boolean>> set(String key, Bytes value, @Nullable Duration timeToLive, Instant now) {
        Change change = new Change(key, present(key, now).version(), value, timeToLive);
        return cells.swap(change, now).thenApply(outcome -> outcome.map(Swap::swapped));
    }

    @Override
    public CompletionStage<Outcome<Boolean>> delete(String key, Instant now) {
        Cell cell = present(key, now);
        cells.swap(Change.delete(key, cell.version()), now);
        return Answer.of(cell.isPresent());
    }

    private Cell present(String key, Instant now) {
        return cells.read(key, now).toCompletableFuture().join().orThrow();
    }
}
