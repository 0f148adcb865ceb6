// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Bytes;
import dev.heliograph.spi.state.Cell;
import dev.heliograph.spi.state.Change;
import dev.heliograph.spi.state.Swap;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** Cells as simple as they can be. The versions are the store's to choose, as long as they grow. */
final class CellsModel {
    private final TreeMap<String, Cell> cells = new TreeMap<>();
    private final TreeMap<String, Long> latest = new TreeMap<>();

    Cell read(String key, Instant now) {
        Cell cell = cells.getOrDefault(key, Cell.absent(key));
        return cell.isOver(now) ? Cell.absent(key) : cell;
    }

    List<Cell> list(String after, int limit, Instant now) {
        return cells.tailMap(after, false).values().stream()
                .filter(cell -> !cell.isOver(now))
                .limit(limit)
                .toList();
    }

    /** Judges what the store answered and does the same. */
    void follow(Change change, Swap answer, Instant now) {
        Cell present = read(change.key(), now);
        if (present.version() != change.expected()) {
            assertThat(answer).isEqualTo(new Swap(false, present));
            return;
        }
        assertThat(answer.swapped()).isTrue();
        Bytes bytes = change.bytes();
        if (bytes == null) {
            assertThat(answer.cell()).isEqualTo(Cell.absent(change.key()));
            cells.remove(change.key());
            return;
        }
        Duration timeToLive = change.timeToLive();
        Instant expires = timeToLive == null ? null : now.plus(timeToLive);
        long version = answer.cell().version();
        assertThat(answer.cell()).isEqualTo(new Cell(change.key(), bytes, version, expires));
        assertThat(version).isGreaterThan(latest.getOrDefault(change.key(), 0L));
        latest.put(change.key(), version);
        cells.put(change.key(), answer.cell());
    }
}
