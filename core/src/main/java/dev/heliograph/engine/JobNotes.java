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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The broadcasts that the state knows by name. Used from any strand; stages complete on any thread. */
@Stable
public final class JobNotes {
    private static final String PREFIX = "job/";
    private static final int PAGE = 500;
    private static final int TRIES = 10;
    /** Longer than the outbox keeps their rows. */
    private static final Duration KEPT = Duration.ofDays(30);

    private final Cells cells;
    private final Timeline timeline;

    /** Those in the state of that fleet. */
    public JobNotes(Fleet fleet) {
        this.cells = fleet.state().cells();
        this.timeline = fleet.timeline();
    }

    /** Notes a job that begins, or goes on: then with the time of its first start. */
    public CompletionStage<Outcome<Swap>> begin(JobNote note) {
        return change(key(note), before -> before == null ? note : before.begun(), TRIES);
    }

    /** Notes that nothing more of its audience is stored. */
    public CompletionStage<Outcome<Swap>> whole(JobNote note) {
        return change(key(note), before -> before == null ? note.whole() : before.whole(), TRIES);
    }

    /** Notes that nothing of it is open, unless somebody noted something else of it since that note was read. */
    public CompletionStage<Outcome<Swap>> finish(JobNote note) {
        return change(key(note), before -> note.equals(before) ? before.ended() : null, 1);
    }

    private CompletionStage<Outcome<Swap>> change(String key, UnaryOperator<@Nullable JobNote> change, int tries) {
        return Ports.ask(() -> cells.read(key, timeline.instant())).thenCompose(outcome -> {
            Cell cell = outcome.value();
            if (cell == null) {
                return CompletableFuture.completedStage(outcome.map(none -> new Swap(false, Cell.absent(key))));
            }
            JobNote next = change.apply(note(cell.bytes()));
            return next == null
                    ? CompletableFuture.completedStage(Outcome.done(new Swap(false, cell)))
                    : Ports.ask(() -> cells.swap(
                                    Change.write(key, cell.version(), next.write(), KEPT), timeline.instant()))
                            .thenCompose(done -> {
                                Swap swap = done.value();
                                return swap == null || swap.swapped() || tries == 1
                                        ? CompletableFuture.completedStage(done)
                                        : change(key, change, tries - 1);
                            });
        });
    }

    /** All jobs that are noted, by pool and name. */
    public CompletionStage<Outcome<List<JobNote>>> list() {
        return list("", new ArrayList<>());
    }

    private CompletionStage<Outcome<List<JobNote>>> list(String after, List<JobNote> found) {
        return Ports.ask(() -> cells.list(PREFIX, after, PAGE, timeline.instant()))
                .thenCompose(outcome -> {
                    List<Cell> page = outcome.value();
                    if (page == null) {
                        return CompletableFuture.completedStage(outcome.map(none -> List.<JobNote>of()));
                    }
                    for (Cell cell : page) {
                        JobNote note = note(cell.bytes());
                        if (note != null) {
                            found.add(note);
                        }
                    }
                    return page.size() < PAGE
                            ? CompletableFuture.completedStage(Outcome.done(found))
                            : list(page.get(PAGE - 1).key(), found);
                });
    }

    private static @Nullable JobNote note(Bytes bytes) {
        try {
            return JobNote.read(bytes);
        } catch (IllegalArgumentException ofAnotherVersion) {
            return null;
        }
    }

    private static String key(JobNote note) {
        return PREFIX + note.pool() + "/" + note.job();
    }
}
