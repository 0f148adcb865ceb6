// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.engine.JobNote;
import dev.heliograph.engine.JobNotes;
import dev.heliograph.engine.OutboxPump;
import dev.heliograph.engine.QuietTimes;
import dev.heliograph.engine.Withdrawal;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.Stable;
import dev.heliograph.spi.state.OutboxCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The broadcasts that the state knows, those of other processes too. Over a shared store each may be held, released or
 * withdrawn from any process; whoever sends it hears of that within seconds. Futures complete where user code may run.
 */
@Stable
public final class Jobs {
    private final Heliograph heliograph;
    private final JobNotes notes;

    Jobs(Heliograph heliograph, JobNotes notes) {
        this.heliograph = heliograph;
        this.notes = notes;
    }

    /** All that are noted, by pool and name. */
    public CompletableFuture<Outcome<List<JobSummary>>> list() {
        return told(notes.list().thenCompose(outcome -> {
            List<JobNote> found = outcome.value();
            return found == null
                    ? CompletableFuture.completedStage(outcome.map(none -> List.<JobSummary>of()))
                    : summaries(found, 0, new ArrayList<>());
        }));
    }

    /** That one; empty where no such job is noted. */
    public CompletableFuture<Outcome<Optional<JobSummary>>> find(String job) {
        return told(found(
                job,
                (note, pump) -> pump.counts(job)
                        .thenApply(outcome -> outcome.map(
                                counts -> new JobSummary(note.job(), note.pool(), note.startedAt(), counts)))));
    }

    private CompletionStage<Outcome<List<JobSummary>>> summaries(
            List<JobNote> found, int from, List<JobSummary> summaries) {
        if (from == found.size()) {
            return CompletableFuture.completedStage(Outcome.done(summaries));
        }
        JobNote note = found.get(from);
        return over(note, pump -> pump.counts(note.job())).thenCompose(outcome -> {
            OutboxCounts counts = outcome.value();
            if (counts == null) {
                return CompletableFuture.completedStage(outcome.map(none -> List.<JobSummary>of()));
            }
            summaries.add(new JobSummary(note.job(), note.pool(), note.startedAt(), counts));
            return summaries(found, from + 1, summaries);
        });
    }

    /** Holds it: what is in flight still goes out. False where it was held already; empty where no such job is noted. */
    public CompletableFuture<Outcome<Optional<Boolean>>> pause(String job) {
        return told(found(
                job,
                (note, pump) -> pump.hold(job, true)
                        .thenCompose(held -> new QuietTimes(heliograph.fleet(), note.pool(), note.job())
                                .leaveHeld()
                                .thenApply(left -> held))));
    }

    /** Goes on. False where it was not held; empty where no such job is noted. */
    public CompletableFuture<Outcome<Optional<Boolean>>> resume(String job) {
        return told(found(job, (note, pump) -> pump.hold(job, false)));
    }

    /**
     * Withdraws what waits: it becomes FAILED with reason CANCELLED. A broadcast that is still being stored ends there. What a sender has claimed already it gives back when it
     * hears of the hold that comes first: ask again while some is open.
     *
     * @return how many were withdrawn by this call; empty where no such job is noted
     */
    public CompletableFuture<Outcome<Optional<Long>>> cancel(String job) {
        return told(found(
                job,
                (note, pump) -> new Withdrawal(heliograph.fleet(), note.pool(), job)
                        .note()
                        .thenCompose(noted -> noted.isDone()
                                ? pump.hold(job, true)
                                : CompletableFuture.completedStage(noted.map(none -> false)))
                        .thenCompose(held -> held.isDone()
                                ? pump.cancel(job, BroadcastState.CANCELLED.name())
                                : CompletableFuture.completedStage(held.map(none -> 0L)))));
    }

    /** What became of its messages after that line, at most so many, by line; empty where no such job is noted. */
    public CompletableFuture<Outcome<Optional<List<RecipientResult>>>> results(String job, long afterLine, int limit) {
        return told(found(
                job,
                (note, pump) -> pump.rows(job, afterLine, limit)
                        .thenApply(outcome -> outcome.map(
                                rows -> rows.stream().map(RecipientResult::of).toList()))));
    }

    /** Notes a broadcast, so that other processes find it. */
    void begin(String job, ClientPool pool) {
        Object unused = notes.begin(noteOf(job, pool));
    }

    /** Notes that nothing more of it is stored: once nothing is open, it is finished. */
    void whole(String job, ClientPool pool) {
        Object unused = notes.whole(noteOf(job, pool));
    }

    private JobNote noteOf(String job, ClientPool pool) {
        return new JobNote(
                job, pool.name(), pool.strategy().name(), heliograph.timeline().instant());
    }

    /** Moves the rows of jobs whose process is gone, once no other does. */
    void carryOn() {
        notes.list().thenAccept(outcome -> {
            List<JobNote> found = outcome.value();
            if (found != null) {
                found.stream().filter(note -> !note.finished()).forEach(this::carryOn);
            }
        });
    }

    private void carryOn(JobNote note) {
        over(note, pump -> pump.counts(note.job())).thenAccept(outcome -> {
            OutboxCounts counts = outcome.value();
            if (counts == null) {
                return;
            }
            if (counts.total() == 0) {
                // one that begins has nothing stored yet, and would be nobody's if its process died later
                return;
            }
            if (counts.open() == 0) {
                // between two parts of an audience that comes slowly nothing is open either
                Object unused = note.growing() ? null : notes.finish(note);
            } else {
                ClientPool pool = heliograph.poolOf(note);
                Object unused = heliograph.queues().keep(pool.queue(), pool::chooseCore, pool::hasSomebodyHere);
            }
        });
    }

    private interface Work<T> {
        CompletionStage<Outcome<T>> on(JobNote note, OutboxPump pump);
    }

    private <T> CompletionStage<Outcome<Optional<T>>> found(String job, Work<T> work) {
        return notes.list().thenCompose(outcome -> {
            List<JobNote> all = outcome.value();
            if (all == null) {
                return CompletableFuture.completedStage(outcome.map(none -> Optional.<T>empty()));
            }
            for (JobNote note : all) {
                if (note.job().equals(job)) {
                    return over(note, pump -> work.on(note, pump)).thenApply(done -> done.map(Optional::of));
                }
            }
            return CompletableFuture.completedStage(Outcome.done(Optional.<T>empty()));
        });
    }

    private <T> CompletionStage<Outcome<T>> over(JobNote note, Function<OutboxPump, CompletionStage<Outcome<T>>> work) {
        ClientPool pool = heliograph.poolOf(note);
        return heliograph.queues().pump(pool.queue(), pool::chooseCore).thenCompose(started -> {
            OutboxPump pump = started.value();
            Failure failure = started.failure();
            return pump == null
                    ? CompletableFuture.completedStage(Outcome.failed(
                            failure == null
                                    ? new Failure.Unavailable(Failure.Origin.SERVER, "the state has no such queue")
                                    : failure))
                    : work.apply(pump);
        });
    }

    private <T> CompletableFuture<Outcome<T>> told(CompletionStage<Outcome<T>> stage) {
        return heliograph.fleet().promises().told(stage);
    }
}
