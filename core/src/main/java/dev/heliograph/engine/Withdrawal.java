// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.Stable;
import dev.heliograph.spi.state.Cell;
import dev.heliograph.spi.state.Cells;
import dev.heliograph.spi.state.Change;
import dev.heliograph.spi.state.Swap;
import dev.heliograph.spi.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * That a job was withdrawn, noted in the state: the process that still stores its messages must hear of it, or what it stores
 * later would be sent. Stages complete on any thread.
 */
@Stable
public final class Withdrawal {
    private static final String PREFIX = "withdrawn/";
    private static final int FORMAT = 1;
    /** Longer than anybody takes to store an audience. */
    private static final Duration KEPT = Duration.ofDays(7);

    private final Cells cells;
    private final Timeline timeline;
    private final String key;

    /** That of that job, whose queue is that of a pool. */
    public Withdrawal(Fleet fleet, String pool, String job) {
        this.cells = fleet.state().cells();
        this.timeline = fleet.timeline();
        this.key = PREFIX + pool + "/" + job;
    }

    /** Notes one. */
    public CompletionStage<Outcome<Boolean>> note() {
        return read().thenCompose(outcome -> {
            Cell cell = outcome.value();
            return cell == null
                    ? CompletableFuture.completedStage(outcome.map(none -> false))
                    : Ports.ask(() -> cells.swap(
                                    Change.write(key, cell.version(), write(timeline.instant()), KEPT),
                                    timeline.instant()))
                            // where another one was faster, that is noted
                            .thenApply(done -> done.map(Swap::swapped));
        });
    }

    /** The number of the last one; 0 where there was none. Of two numbers that differ, the later is of another withdrawal. */
    public CompletionStage<Outcome<Long>> latest() {
        return read().thenApply(outcome -> outcome.map(Cell::version));
    }

    /** When, for people who look; what tells one from another is the version of the cell. */
    static Bytes write(Instant when) {
        ByteWriter out = new ByteWriter(FORMAT);
        out.putLong(when.toEpochMilli());
        return out.bytes();
    }

    private CompletionStage<Outcome<Cell>> read() {
        return Ports.ask(() -> cells.read(key, timeline.instant()));
    }
}
