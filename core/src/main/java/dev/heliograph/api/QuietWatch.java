// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.engine.Fleet;
import dev.heliograph.engine.JobNote;
import dev.heliograph.engine.JobNotes;
import dev.heliograph.engine.OutboxPump;
import dev.heliograph.engine.PoolQueues;
import dev.heliograph.engine.QuietTimes;
import dev.heliograph.model.Outcome;
import dev.heliograph.spi.state.OutboxCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * Keeps the quiet hours of broadcasts whose rows this process moves, and which do not run here: their own process may be
 * gone. Stages complete on any thread.
 */
final class QuietWatch {
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final CompletionStage<Outcome<Boolean>> NOTHING =
            CompletableFuture.completedStage(Outcome.done(true));

    private final Fleet fleet;
    private final JobNotes notes;
    private final BiPredicate<String, String> runsHere;
    private volatile boolean stopped;

    /** The last says of a queue and a job whether it runs here, and looks after itself. */
    QuietWatch(Fleet fleet, BiPredicate<String, String> runsHere) {
        this.fleet = fleet;
        this.notes = new JobNotes(fleet);
        this.runsHere = runsHere;
    }

    /** Before the first row of that queue moves: holds those for which it is quiet now. */
    CompletionStage<Outcome<Boolean>> begin(OutboxPump pump) {
        return each(pump, note -> quiet(note).begin(List.of(), false));
    }

    /** Looks at them now and then from now on, while the queue is this process's. */
    void follow(OutboxPump pump) {
        if (PoolQueues.isOne(pump.queue())) {
            pump.strand().after(LOOK, () -> look(pump));
        }
    }

    void stop() {
        stopped = true;
    }

    private void look(OutboxPump pump) {
        if (stopped) {
            return;
        }
        CompletionStage<Outcome<Boolean>> looked =
                pump.isOwner() ? each(pump, note -> quiet(note).look(held -> pump.hold(note.job(), held))) : NOTHING;
        looked.whenCompleteAsync((outcome, bug) -> follow(pump), pump.strand());
    }

    private QuietTimes quiet(JobNote note) {
        return new QuietTimes(fleet, note.pool(), note.job());
    }

    private CompletionStage<Outcome<Boolean>> each(
            OutboxPump pump, Function<JobNote, CompletionStage<Outcome<Instant>>> work) {
        if (!PoolQueues.isOne(pump.queue())) {
            return NOTHING;
        }
        return notes.list().thenCompose(outcome -> {
            List<JobNote> all = outcome.value();
            if (all == null) {
                return CompletableFuture.completedStage(outcome.map(none -> false));
            }
            CompletionStage<Outcome<Boolean>> told = NOTHING;
            for (JobNote note : all) {
                if (note.queue().equals(pump.queue()) && !note.finished() && !runsHere.test(note.queue(), note.job())) {
                    // the others have their hours even where one of them could not be looked at
                    told = told.thenCompose(
                            before -> one(pump, note, work).thenApply(done -> before.isDone() ? done : before));
                }
            }
            return told;
        });
    }

    /** One that has nothing open is not held: it may have its end, and nobody would release it. */
    private CompletionStage<Outcome<Boolean>> one(
            OutboxPump pump, JobNote note, Function<JobNote, CompletionStage<Outcome<Instant>>> work) {
        return pump.counts(note.job()).thenCompose(outcome -> {
            OutboxCounts counts = outcome.value();
            if (counts == null || (counts.open() == 0 && !counts.held())) {
                if (counts != null && counts.total() > 0 && !note.growing()) {
                    // it is not asked for again
                    Object unused = notes.finish(note);
                }
                return CompletableFuture.completedStage(outcome.map(none -> true));
            }
            return work.apply(note).thenApply(done -> done.map(next -> true));
        });
    }
}
