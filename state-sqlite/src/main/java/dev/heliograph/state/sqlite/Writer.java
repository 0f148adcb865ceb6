// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.sqlite;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.spi.FaultLog;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.time.Alarm;
import dev.heliograph.spi.time.Strand;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that owns the connection. What waits in the queue is done in one transaction, so that its disk is asked to
 * sync once for all of it; where that fails, each is done by itself, so that it fails by its own fault only.
 */
final class Writer {
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
    /** Operations of one transaction at most. */
    private static final int MOST = 512;

    private final StateFile file;
    private final Database db;
    private final FileIdentity identity;
    private final PluginContext context;
    private final Strand answers;
    private final long delayNanos;
    private final FaultLog faults;
    private final BlockingQueue<Operation<?>> queue = new LinkedBlockingQueue<>();
    private final Operation<Boolean> last = new Operation<>(false, unused -> true);
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final List<Chore> chores = new ArrayList<>();
    private PluginContext.@Nullable Loop loop;
    private @Nullable Alarm nextTurn;
    private boolean isTurnDue;
    private volatile boolean closed;
    private volatile @Nullable String replaced;

    /**
     * Takes over the connection.
     *
     * @param delay how long a first operation may wait for others to share its transaction
     */
    Writer(StateFile file, Database db, PluginContext context, Duration delay) {
        this.file = file;
        this.identity = file.identity();
        this.db = db;
        this.context = context;
        this.delayNanos = delay.toNanos();
        this.faults = new FaultLog(Writer.class, "the housekeeping of " + file.path(), context.timeline());
        this.answers = context.timeline().blockingStrand("state/" + context.instance());
    }

    /** Something that is done now and then on the writer's thread, outside of a transaction. */
    interface Chore {
        /** Does it where it is due; returns in how many nanoseconds it wants to be asked again. */
        long tend(Database db) throws SQLException;

        /** Does it for the last time. */
        void end(Database db) throws SQLException;
    }

    /** Before {@link #start}. */
    void add(Chore chore) {
        chores.add(chore);
    }

    /** Begins to work: on a thread of its own, or where there are none in tasks of the timeline, so that its order is known. */
    void start() {
        if (context.hasThreads()) {
            loop = context.loop("state", this::run);
        }
    }

    <T> CompletionStage<Outcome<T>> read(Operation.Work<T> work) {
        return submit(new Operation<>(false, work));
    }

    <T> CompletionStage<Outcome<T>> write(Operation.Work<T> work) {
        return submit(new Operation<>(true, work));
    }

    /** Where users' code may run. */
    Strand answers() {
        return answers;
    }

    private synchronized <T> CompletionStage<Outcome<T>> submit(Operation<T> operation) {
        if (closed) {
            answers.execute(operation::answer);
        } else {
            queue.add(operation);
            takeTurn();
        }
        return operation.promise();
    }

    /** Where there is no thread that waits for work: does it in a task of the timeline. */
    private void takeTurn() {
        if (!context.hasThreads() && !isTurnDue) {
            isTurnDue = true;
            answers.execute(this::turn);
        }
    }

    private void turn() {
        isTurnDue = false;
        long idleNanos = tend();
        List<Operation<?>> batch = new ArrayList<>();
        queue.drainTo(batch, MOST);
        if (!batch.isEmpty()) {
            commit(batch);
        }
        if (nextTurn != null) {
            nextTurn.cancel();
            nextTurn = null;
        }
        if (batch.contains(last)) {
            end();
        } else if (queue.isEmpty()) {
            nextTurn = answers.after(Duration.ofNanos(idleNanos), this::takeTurn);
        } else {
            takeTurn();
        }
    }

    /** Does what waits, then ends the thread. */
    CompletionStage<Void> close() {
        synchronized (this) {
            if (closed) {
                return ended;
            }
            closed = true;
            queue.add(last);
            takeTurn();
        }
        if (!context.hasThreads()) {
            Object unused = last.promise().thenAccept(done -> ended.complete(null));
            return ended;
        }
        context.blocking().execute(() -> {
            last.promise().join();
            PluginContext.Loop running = loop;
            if (running != null) {
                running.close();
            }
            ended.complete(null);
        });
        return ended;
    }

    private void run() {
        try {
            boolean open = true;
            while (open) {
                List<Operation<?>> batch = collect(tend());
                open = !batch.contains(last);
                if (!batch.isEmpty()) {
                    commit(batch);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
    }

    private List<Operation<?>> collect(long idleNanos) throws InterruptedException {
        List<Operation<?>> batch = new ArrayList<>();
        Operation<?> first = queue.poll(idleNanos, TimeUnit.NANOSECONDS);
        if (first == null) {
            return batch;
        }
        batch.add(first);
        long until = context.timeline().nanos() + delayNanos;
        queue.drainTo(batch, MOST - batch.size());
        while (delayNanos > 0 && batch.size() < MOST && !batch.contains(last)) {
            Operation<?> next = queue.poll(until - context.timeline().nanos(), TimeUnit.NANOSECONDS);
            if (next == null) {
                break;
            }
            batch.add(next);
            queue.drainTo(batch, MOST - batch.size());
        }
        return batch;
    }

    /** Why the file is not the one that was opened any more, or null. Any thread. */
    @Nullable
    String replaced() {
        String known = replaced;
        if (known == null && !closed) {
            synchronized (identity) {
                known = identity.change();
            }
            replaced = known;
        }
        return known;
    }

    private void commit(List<Operation<?>> batch) {
        if (replaced != null) {
            refuse(batch);
            return;
        }
        boolean isBegun = false;
        boolean isDone = false;
        try {
            db.begin(batch.stream().anyMatch(Operation::writes));
            isBegun = true;
            for (Operation<?> operation : batch) {
                operation.attempt(db);
            }
            isDone = true;
            db.commit();
            if (replaced() == null) {
                answer(batch);
            } else {
                // it was written to a file that nobody will read
                refuse(batch);
            }
        } catch (SQLException failed) {
            db.rollback();
            Failure failure = isDone ? file.commitFailure(failed) : file.failure(failed);
            failed(batch, isBegun, failure, failed);
        } catch (RuntimeException bug) {
            db.rollback();
            failed(batch, isBegun, new Failure.Unavailable(Failure.Origin.STATE, "the store failed: " + bug), bug);
        }
    }

    /** Where not even the transaction could begin, it is nobody's fault in particular. */
    private void failed(List<Operation<?>> batch, boolean isBegun, Failure failure, Exception cause) {
        if (isBegun && batch.size() > 1 && !failure.mayHaveHappened()) {
            batch.forEach(operation -> commit(List.of(operation)));
            return;
        }
        // whoever asked is told why, and tells it: here it would be a line for each try
        LOG.atDebug().addKeyValue("file", file.path()).setCause(cause).log("an operation of the state failed");
        batch.forEach(operation -> operation.fail(failure));
        answer(batch);
    }

    private void refuse(List<Operation<?>> batch) {
        Failure failure = new Failure.Unavailable(Failure.Origin.STATE, String.valueOf(replaced));
        batch.forEach(operation -> operation.fail(failure));
        answer(batch);
    }

    private void answer(List<Operation<?>> batch) {
        List<Operation<?>> told = List.copyOf(batch);
        answers.execute(() -> told.forEach(Operation::answer));
    }

    private long tend() {
        long next = TimeUnit.MINUTES.toNanos(1);
        for (Chore chore : chores) {
            try {
                next = Math.min(next, Math.max(1, chore.tend(db)));
                faults.worked(chore.getClass().getSimpleName());
            } catch (SQLException failed) {
                db.forgetStatements();
                faults.failed(
                        chore.getClass().getSimpleName(), file.failure(failed).reason());
                next = Math.min(next, TimeUnit.SECONDS.toNanos(1));
            }
        }
        return next;
    }

    private void end() {
        for (Chore chore : chores) {
            try {
                chore.end(db);
            } catch (SQLException failed) {
                LOG.atDebug().setCause(failed).log("a chore of the state could not be ended");
            }
        }
        try {
            db.close();
        } catch (SQLException failed) {
            LOG.atWarn().addKeyValue("file", file.path()).setCause(failed).log("the state could not be closed");
        }
        List<Operation<?>> left = new ArrayList<>();
        synchronized (this) {
            closed = true;
            queue.drainTo(left);
        }
        answers.execute(() -> {
            left.forEach(Operation::answer);
            last.answer();
        });
    }
}
