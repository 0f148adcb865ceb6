// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.memory;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Outcome;
import dev.heliograph.spi.state.Cell;
import dev.heliograph.spi.state.Cells;
import dev.heliograph.spi.state.Change;
import dev.heliograph.spi.state.Swap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/** Cells in a sorted map. One counter makes the versions of all keys, so that a deletion need not be remembered. */
final class MemoryCells implements Cells {
    private final TreeMap<String, Cell> cells = new TreeMap<>();
    private final Broom broom = new Broom();
    private long latest;

    @Override
    public synchronized CompletionStage<Outcome<Cell>> read(String key, Instant now) {
        return Answer.of(present(key, now));
    }

    @Override
    public synchronized CompletionStage<Outcome<Swap>> swap(Change change, Instant now) {
        Cell present = present(change.key(), now);
        if (present.version() != change.expected()) {
            return Answer.of(new Swap(false, present));
        }
        Bytes bytes = change.bytes();
        if (bytes == null) {
            cells.remove(change.key());
            return Answer.of(new Swap(true, Cell.absent(change.key())));
        }
        Duration timeToLive = change.timeToLive();
        Instant expires = timeToLive == null ? null : now.plus(timeToLive);
        Cell written = new Cell(change.key(), bytes, ++latest, expires);
        cells.put(change.key(), written);
        sweep(now);
        return Answer.of(new Swap(true, written));
    }

    @Override
    public synchronized CompletionStage<Outcome<List<Cell>>> list(String prefix, String after, int limit, Instant now) {
        boolean isBefore = after.compareTo(prefix) < 0;
        List<Cell> found = new ArrayList<>();
        for (Cell cell : cells.tailMap(isBefore ? prefix : after, isBefore).values()) {
            if (found.size() >= limit || !cell.key().startsWith(prefix)) {
                break;
            }
            if (!cell.isOver(now)) {
                found.add(cell);
            }
        }
        return Answer.of(List.copyOf(found));
    }

    private Cell present(String key, Instant now) {
        Cell cell = cells.get(key);
        return cell == null || cell.isOver(now) ? Cell.absent(key) : cell;
    }

    private void sweep(Instant now) {
        if (broom.isDue(cells.size())) {
            cells.values().removeIf(cell -> cell.isOver(now));
            broom.swept(cells.size());
        }
    }
}
