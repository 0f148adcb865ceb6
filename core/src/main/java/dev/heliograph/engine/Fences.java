// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.Stable;
import dev.heliograph.spi.state.Cell;
import dev.heliograph.spi.state.Cells;
import dev.heliograph.spi.state.Change;
import dev.heliograph.spi.state.Claimant;
import dev.heliograph.spi.state.Swap;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.time.Timeline;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Numbers the incarnations of a sending process: each start gets a fence above all earlier ones. */
@Stable
public final class Fences {
    private static final int FORMAT = 1;

    private final Cells cells;
    private final String owner;
    private final Timeline timeline;
    private final Strand strand;
    private final CompletableFuture<Outcome<Claimant>> promise = new CompletableFuture<>();

    private Fences(Cells cells, String owner, Timeline timeline) {
        this.cells = cells;
        this.owner = owner;
        this.timeline = timeline;
        this.strand = timeline.strand("fence/" + owner);
    }

    /** The next incarnation of that owner, stored before it is given out; a failure where the store has one. */
    public static CompletionStage<Outcome<Claimant>> next(Cells cells, String owner, Timeline timeline) {
        Fences fences = new Fences(cells, owner, timeline);
        fences.read();
        return fences.promise;
    }

    private void read() {
        Ports.ask(() -> cells.read("fence/" + owner, timeline.instant()))
                .whenCompleteAsync(
                        (outcome, bug) -> {
                            Cell cell = outcome == null ? null : outcome.value();
                            if (cell == null) {
                                fail(outcome == null ? null : outcome.failure(), bug);
                            } else {
                                guarded(() -> take(cell));
                            }
                        },
                        strand);
    }

    private void take(Cell cell) {
        long starts = cell.isPresent() ? new ByteReader(cell.bytes()).getLong() + 1 : 1;
        ByteWriter out = new ByteWriter(FORMAT);
        out.putLong(starts);
        Change change = Change.write(cell.key(), cell.version(), out.bytes());
        Ports.ask(() -> cells.swap(change, timeline.instant()))
                .whenCompleteAsync(
                        (outcome, bug) -> {
                            Swap swap = outcome == null ? null : outcome.value();
                            if (swap == null) {
                                fail(outcome == null ? null : outcome.failure(), bug);
                            } else if (swap.swapped()) {
                                // the version, not the count: it grows even where a store lost its latest write
                                promise.complete(Outcome.done(
                                        new Claimant(owner, swap.cell().version())));
                            } else {
                                read();
                            }
                        },
                        strand);
    }

    /** A cell that cannot be read must not leave the caller waiting for ever. */
    private void guarded(Runnable step) {
        Throwable bug = Guarded.run(step);
        if (bug != null) {
            fail(null, bug);
        }
    }

    private void fail(@Nullable Failure failure, @Nullable Throwable bug) {
        promise.complete(Outcome.failed(
                failure == null
                        ? new Failure.Unavailable(Failure.Origin.SERVER, "the state store failed: " + bug)
                        : failure));
    }
}
