// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.QuietHours;
import dev.heliograph.model.Stable;
import dev.heliograph.spi.state.Cell;
import dev.heliograph.spi.state.Cells;
import dev.heliograph.spi.state.Change;
import dev.heliograph.spi.state.OutboxCounts;
import dev.heliograph.spi.state.Swap;
import dev.heliograph.spi.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Holds a job in its quiet hours and releases it after them. Which hours they are, and that it was this that holds the job,
 * is noted in the state: so a later process goes on with them, and neither a hold nor a release of somebody else is undone.
 * Stages complete on any thread; one call at a time.
 */
@Stable
public final class QuietTimes {
    private static final String PREFIX = "quiet/";
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int TRIES = 10;

    /** Holds or releases the job: by the pump where there is one, else in the store. */
    @FunctionalInterface
    public interface Hold {
        /** Completes with whether that is a change. */
        CompletionStage<Outcome<Boolean>> set(boolean held);
    }

    private final Fleet fleet;
    private final Timeline timeline;
    private final Cells cells;
    private final String queue;
    private final String job;
    private final String key;

    /** Those of that job, whose queue is that of a pool. */
    public QuietTimes(Fleet fleet, String pool, String job) {
        this.fleet = fleet;
        this.timeline = fleet.timeline();
        this.cells = fleet.state().cells();
        this.queue = PoolQueues.of(pool);
        this.job = job;
        this.key = PREFIX + pool + "/" + job;
    }

    /**
     * Before a run moves its first row: notes its hours, or finds those of an earlier run where none are given, and holds the
     * job where it is quiet now.
     *
     * @param goOn whether a hold of somebody else is released, or becomes one of the quiet hours
     * @return when to look again, {@link Instant#MAX} for never
     */
    public CompletionStage<Outcome<Instant>> begin(List<QuietHours> wanted, boolean goOn) {
        return read().thenCompose(outcome -> {
            Cell cell = outcome.value();
            return cell == null ? failed(outcome) : settle(cell, wanted, true, goOn, this::inStore);
        });
    }

    /** Holds or releases the job where its hours have begun or ended; answers as {@link #begin}. */
    public CompletionStage<Outcome<Instant>> look(Hold hold) {
        return read().thenCompose(outcome -> {
            Cell cell = outcome.value();
            return cell == null ? failed(outcome) : settle(cell, List.of(), false, false, hold);
        });
    }

    /** Somebody holds the job for other reasons: the end of quiet hours does not release it. */
    public CompletionStage<Outcome<Boolean>> leaveHeld() {
        return leaveHeld(TRIES);
    }

    private CompletionStage<Outcome<Boolean>> leaveHeld(int tries) {
        return read().thenCompose(outcome -> {
            Cell cell = outcome.value();
            QuietNote note = cell == null ? null : QuietNote.of(cell);
            if (cell == null || note == null || note.heldUntil() == null) {
                return CompletableFuture.completedStage(outcome.map(none -> false));
            }
            return write(cell, note.until(null)).thenCompose(done -> {
                Swap swap = done.value();
                return swap == null || swap.swapped() || tries == 1
                        ? CompletableFuture.completedStage(done.map(Swap::swapped))
                        : leaveHeld(tries - 1);
            });
        });
    }

    private CompletionStage<Outcome<Instant>> settle(
            Cell cell, List<QuietHours> wanted, boolean beginning, boolean goOn, Hold hold) {
        QuietNote found = QuietNote.of(cell);
        QuietNote note = wanted.isEmpty() ? found : new QuietNote(wanted, found == null ? null : found.heldUntil());
        if (note == null) {
            return goOn
                    ? hold.set(false).thenApply(done -> done.map(change -> Instant.MAX))
                    : CompletableFuture.completedStage(Outcome.done(Instant.MAX));
        }
        Instant now = timeline.instant();
        Instant end = QuietHours.end(note.hours(), now);
        if (end == null) {
            Instant next = QuietHours.start(note.hours(), now);
            return (note.heldUntil() != null || goOn ? release(cell, note, hold) : noted(cell, found, note))
                    .thenApply(done -> done.map(swap -> next));
        }
        if (note.heldUntil() != null && !beginning) {
            return CompletableFuture.completedStage(Outcome.done(end));
        }
        return quiet(cell, found, note.until(end), hold, goOn || note.heldUntil() != null)
                .thenApply(done -> done.map(unused -> end));
    }

    private CompletionStage<Outcome<Swap>> release(Cell cell, QuietNote note, Hold hold) {
        return hold.set(false)
                .thenCompose(done -> done.isDone()
                        ? write(cell, note.until(null))
                        : CompletableFuture.completedStage(done.map(none -> new Swap(false, cell))));
    }

    /** Noted first: a process that ends in between leaves a job that the next one holds, and not one that nobody releases. */
    private CompletionStage<Outcome<Boolean>> quiet(
            Cell cell, @Nullable QuietNote found, QuietNote held, Hold hold, boolean mayBeHeld) {
        return Ports.ask(() -> fleet.state().outbox().counts(queue, job)).thenCompose(outcome -> {
            OutboxCounts counts = outcome.value();
            if (counts == null) {
                return CompletableFuture.completedStage(outcome.map(none -> false));
            }
            if (counts.held() && !mayBeHeld) {
                return noted(cell, found, held.until(null)).thenApply(done -> done.map(swap -> false));
            }
            // where somebody changed the note meanwhile, they may have released the job: it is looked at anew
            return write(cell, held).thenCompose(done -> {
                Swap swap = done.value();
                return swap != null && swap.swapped()
                        ? hold.set(true)
                        : CompletableFuture.completedStage(swap == null ? done.map(none -> false) : changed());
            });
        });
    }

    private static <T> Outcome<T> changed() {
        return Outcome.failed(
                new Failure.Unavailable(Failure.Origin.SERVER, "somebody else changed the quiet hours of the job"));
    }

    private CompletionStage<Outcome<Swap>> noted(Cell cell, @Nullable QuietNote found, QuietNote note) {
        return note.equals(found)
                ? CompletableFuture.completedStage(Outcome.done(new Swap(false, cell)))
                : write(cell, note).thenApply(done -> {
                    Swap swap = done.value();
                    return swap == null || swap.swapped() ? done : changed();
                });
    }

    private CompletionStage<Outcome<Boolean>> inStore(boolean held) {
        return Ports.ask(() -> fleet.state().outbox().hold(queue, job, held, timeline.instant()));
    }

    private CompletionStage<Outcome<Cell>> read() {
        return Ports.ask(() -> cells.read(key, timeline.instant()));
    }

    private CompletionStage<Outcome<Swap>> write(Cell cell, QuietNote note) {
        return Ports.ask(() -> cells.swap(Change.write(key, cell.version(), note.write(), KEPT), timeline.instant()));
    }

    private static CompletionStage<Outcome<Instant>> failed(Outcome<Cell> outcome) {
        return CompletableFuture.completedStage(outcome.map(none -> Instant.MAX));
    }
}
