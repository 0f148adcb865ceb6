// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Outcome;
import dev.heliograph.model.Stable;
import dev.heliograph.spi.state.Cell;
import dev.heliograph.spi.state.Cells;
import dev.heliograph.spi.state.Change;
import dev.heliograph.spi.state.Claimant;
import dev.heliograph.spi.state.Swap;
import dev.heliograph.spi.time.Timeline;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Numbers the incarnations of a sending process: each start gets a fence above all earlier ones. */
@Stable
public final class Fences {
    private static final int FORMAT = 1;

    private Fences() {}

    /** The next incarnation of that owner, stored before it is given out. */
    public static CompletionStage<Outcome<Claimant>> next(Cells cells, String owner, Timeline timeline) {
        CompletableFuture<Outcome<Claimant>> promise = new CompletableFuture<>();
        take(cells, owner, timeline, promise);
        return promise;
    }

    private static void take(
            Cells cells, String owner, Timeline timeline, CompletableFuture<Outcome<Claimant>> promise) {
        var strand = timeline.strand("fence/" + owner);
        cells.read("fence/" + owner, timeline.instant())
                .whenCompleteAsync(
                        (outcome, bug) -> {
                            Cell cell = outcome == null ? null : outcome.value();
                            if (cell == null) {
                                fail(outcome == null ? Outcome.failed(broken(bug)) : outcome.map(c -> c), promise);
                                return;
                            }
                            long fence = cell.isPresent() ? new ByteReader(cell.bytes()).getLong() + 1 : 1;
                            ByteWriter out = new ByteWriter(FORMAT);
                            out.putLong(fence);
                            cells.swap(Change.write(cell.key(), cell.version(), out.bytes()), timeline.instant())
                                    .whenCompleteAsync(
                                            (swapped, wrong) -> {
                                                Swap swap = swapped == null ? null : swapped.value();
                                                if (swap == null) {
                                                    fail(
                                                            swapped == null
                                                                    ? Outcome.failed(broken(wrong))
                                                                    : swapped.map(Swap::cell),
                                                            promise);
                                                } else if (swap.swapped()) {
                                                    promise.complete(Outcome.done(new Claimant(owner, fence)));
                                                } else {
                                                    take(cells, owner, timeline, promise);
                                                }
                                            },
                                            strand);
                        },
                        strand);
    }

    private static dev.heliograph.model.Failure broken(@org.jspecify.annotations.Nullable Throwable bug) {
        return new dev.heliograph.model.Failure.Unavailable(
                dev.heliograph.model.Failure.Origin.SERVER, "the state store failed: " + bug);
    }

    private static void fail(Outcome<Cell> outcome, CompletableFuture<Outcome<Claimant>> promise) {
        var failure = outcome.failure();
        promise.complete(Outcome.failed(failure == null ? broken(null) : failure));
    }
}
