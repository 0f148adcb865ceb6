// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package com.acme.notebook;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Outcome;
import dev.heliograph.spi.state.Cell;
import dev.heliograph.spi.state.Cells;
import dev.heliograph.spi.state.Change;
import dev.heliograph.spi.state.Swap;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/** Cells; one counter makes the versions of all keys, so that a deletion need not be remembered. */
final class BookedCells implements Cells {
    private static final String SWAP = "swap";
    private final TreeMap<String, Cell> cells = new TreeMap<>();
    private final Book book;
    private long latest;

    BookedCells(Book book) {
        this.book = book;
        book.teach(SWAP, this::swap);
    }

    @Override
    public CompletionStage<Outcome<Cell>> read(String key, Instant now) {
        return book.look(() -> present(key, now));
    }

    @Override
    public CompletionStage<Outcome<Swap>> swap(Change change, Instant now) {
        Deed deed = Deed.of(SWAP)
                .with(change.key())
                .with(change.expected())
                .with(change.bytes())
                .with(change.timeToLive())
                .with(now);
        return book.change(deed, this::swap);
    }

    private Swap swap(Deed deed) {
        String key = deed.text();
        long expected = deed.number();
        Bytes bytes = deed.bytesOrNull();
        Duration timeToLive = deed.durationOrNull();
        Instant now = deed.instant();
        Cell present = present(key, now);
        if (present.version() != expected) {
            return new Swap(false, present);
        }
        if (bytes == null) {
            cells.remove(key);
            return new Swap(true, Cell.absent(key));
        }
        Cell written = new Cell(key, bytes, ++latest, timeToLive == null ? null : now.plus(timeToLive));
        cells.put(key, written);
        return new Swap(true, written);
    }

    @Override
    public CompletionStage<Outcome<List<Cell>>> list(String prefix, String after, int limit, Instant now) {
        return book.look(() -> cells.tailMap(prefix, true).values().stream()
                .takeWhile(cell -> cell.key().startsWith(prefix))
                .filter(cell -> cell.key().compareTo(after) > 0 && !cell.isOver(now))
                .limit(limit)
                .toList());
    }

    private Cell present(String key, Instant now) {
        Cell cell = cells.get(key);
        return cell == null || cell.isOver(now) ? Cell.absent(key) : cell;
    }
}
