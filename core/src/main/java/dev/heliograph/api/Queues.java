// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.engine.Chooser;
import dev.heliograph.engine.Fleet;
import dev.heliograph.engine.Heartbeats;
import dev.heliograph.engine.OutboxPump;
import dev.heliograph.engine.Promises;
import dev.heliograph.engine.QueueKeeper;
import dev.heliograph.engine.SessionCore;
import dev.heliograph.engine.SingleRows;
import dev.heliograph.engine.Tenure;
import dev.heliograph.engine.WorldMark;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SendResult;
import dev.heliograph.model.SendStatus;
import dev.heliograph.spi.state.Appended;
import dev.heliograph.spi.state.Claimant;
import dev.heliograph.spi.state.OutboxDraft;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The pumps of a fleet, one per queue of the outbox, each started at its first use; and the jobs that run over them. */
final class Queues {
    private final Map<String, PumpStart> pumps = new LinkedHashMap<>();
    private final Map<String, QueueKeeper> keepers = new LinkedHashMap<>();
    private final Set<String> running = new LinkedHashSet<>();
    private final Fleet fleet;
    private final WorldMark world;
    private final OptOutWatch optOuts;
    private final QuietWatch quiet;
    private volatile Consumer<TelegramClient> connected = client -> {};
    private boolean closed;

    Queues(Fleet fleet, WorldMark world) {
        this.fleet = fleet;
        this.world = world;
        this.optOuts = new OptOutWatch(fleet);
        this.quiet = new QuietWatch(fleet, this::isRunning);
    }

    /** Whether it keeps messages over the end of this process. */
    boolean areDurable() {
        return fleet.state().durable();
    }

    /**
     * The pump of that queue, which moves its rows where they are this process's to move. A start that failed is forgotten:
     * the next call tries again.
     */
    synchronized CompletionStage<Outcome<OutboxPump>> pump(String queue, Chooser chooser) {
        if (closed) {
            return CompletableFuture.completedFuture(Outcome.failed(Promises.closed()));
        }
        PumpStart known = pumps.get(queue);
        if (known != null) {
            return known.pump();
        }
        PumpStart started = new PumpStart();
        pumps.put(queue, started);
        if (areDurable()) {
            // who connects hears of a store that belongs to another world; who only stores is waited for by nobody
            Object unused = world.claim();
        }
        OutboxPump pump = new OutboxPump(fleet, queue, chooser);
        if (fleet.state().shared()) {
            started.complete(Outcome.done(pump));
            return started.pump();
        }
        quietFirst(pump).thenAccept(fence -> {
            if (fence.isDone()) {
                quiet.follow(pump);
                started.complete(Outcome.done(pump));
            } else {
                drop(queue, started);
                started.complete(fence.map(unused -> pump));
            }
        });
        return started.pump();
    }

    /** Nobody else is there who could move rows before. */
    private CompletionStage<Outcome<Claimant>> quietFirst(OutboxPump pump) {
        Tenure tenure = new Tenure(fleet, pump);
        return fleet.state().durable()
                ? quiet.begin(pump)
                        .thenCompose(known -> known.isDone()
                                ? tenure.begin()
                                : CompletableFuture.completedStage(Outcome.failed(unavailable(known))))
                : tenure.begin();
    }

    private static Failure unavailable(Outcome<?> outcome) {
        Failure known = outcome.failure();
        return known == null ? new Failure.Unavailable(Failure.Origin.SERVER, "the state did not answer") : known;
    }

    /**
     * As {@link #pump}, for a queue that no session owns: this process moves its rows once no other does, while it is able to.
     */
    synchronized CompletionStage<Outcome<OutboxPump>> keep(String queue, Chooser chooser, BooleanSupplier able) {
        CompletionStage<Outcome<OutboxPump>> started = pump(queue, chooser);
        if (fleet.state().shared() && !closed && !keepers.containsKey(queue)) {
            started.thenAccept(outcome -> {
                OutboxPump pump = outcome.value();
                if (pump != null) {
                    QueueKeeper keeper = new QueueKeeper(fleet, pump, able, () -> quiet.begin(pump));
                    quiet.follow(pump);
                    keepers.put(queue, keeper);
                    // rows of other processes' broadcasts may be in it: who wants none is known before they move
                    optOuts.guard(pump).thenRun(keeper::start);
                }
            });
        }
        return started;
    }

    /** Has that told of every client that connects, where the state is durable. */
    void whenConnected(Consumer<TelegramClient> listener) {
        connected = listener;
    }

    /** A client is connected: what was kept for it and its pools goes out. */
    void connected(TelegramClient client, Chooser itself) {
        carry(client.queue(), itself, client.core());
        connected.accept(client);
    }

    /** Has the queue of a session owned by whichever process has the session. */
    private void carry(String queue, Chooser chooser, SessionCore session) {
        if (session.config().share()) {
            Object unused = keep(queue, chooser, session::isHere);
            return;
        }
        pump(queue, chooser).thenAccept(outcome -> {
            OutboxPump pump = outcome.value();
            if (pump != null && fleet.state().shared()) {
                session.carry(new Tenure(fleet, pump));
            }
        });
    }

    /** What processes say of the sessions that they have. */
    Heartbeats heartbeats() {
        return fleet.heartbeats();
    }

    /** The rows of that queue one by one. */
    SingleRows rows(String queue) {
        return new SingleRows(fleet, queue);
    }

    private synchronized void drop(String queue, PumpStart failed) {
        pumps.remove(queue, failed);
    }

    /**
     * Stores a message in that queue, behind those that this thread stored there before; completes where user code may run.
     */
    CompletableFuture<Outcome<Enqueued>> enqueue(String queue, Chooser chooser, OutboxDraft draft) {
        Promises.Promise<Outcome<Enqueued>> promise = fleet.promises().outcome();
        pump(queue, chooser).thenAccept(started -> {
            OutboxPump pump = started.value();
            if (pump == null) {
                promise.accept(Outcome.failed(unavailable(started)));
            } else {
                store(pump, draft, promise);
            }
        });
        return promise.future();
    }

    /** What is owed to callers. */
    Promises promises() {
        return fleet.promises();
    }

    private void store(OutboxPump pump, OutboxDraft draft, Promises.Promise<Outcome<Enqueued>> promise) {
        promise.otherwise(
                () -> Outcome.failed(new Failure.Ambiguous("the fleet was closed before the state answered")));
        Promises.Promise<SendResult> result = fleet.promises().open(() -> unsent(pump));
        pump.enqueue(draft, result).whenComplete((outcome, bug) -> {
            List<Appended> rows = outcome == null ? null : outcome.value();
            if (rows != null && !rows.isEmpty()) {
                Appended row = rows.get(0);
                promise.accept(Outcome.done(new Enqueued(row.id(), row.fresh(), row.replication(), result.future())));
            } else {
                result.giveUp();
                promise.accept(Outcome.failed(
                        outcome == null
                                ? new Failure.Unavailable(Failure.Origin.SERVER, "the state store failed: " + bug)
                                : unavailable(outcome)));
            }
        });
    }

    /** The end of a stored message as far as this fleet knows: a durable store keeps what it has, for whoever comes next. */
    private SendResult unsent(OutboxPump pump) {
        if (areDurable()) {
            return SendResult.refused(
                    SendStatus.UNKNOWN,
                    "CLOSED",
                    "the fleet was closed; the outbox keeps the message until somebody sends it",
                    null);
        }
        return pump.isEmptied()
                ? SendResult.refused(SendStatus.FAILED, "CLOSED", "the fleet was closed before it was sent", null)
                : SendResult.refused(
                        SendStatus.UNKNOWN, "ANSWER_LOST", "the fleet was closed before it was answered", null);
    }

    /** Notes that a job runs; false where it does already. */
    synchronized boolean begin(String queue, String job) {
        return running.add(queue + "\n" + job);
    }

    private synchronized boolean isRunning(String queue, String job) {
        return running.contains(queue + "\n" + job);
    }

    /** The job is over and may be run again. */
    synchronized void end(String queue, String job) {
        running.remove(queue + "\n" + job);
    }

    /** Takes nothing more and moves no more rows into lanes. */
    void stop() {
        List<PumpStart> stopped;
        synchronized (this) {
            closed = true;
            optOuts.stop();
            quiet.stop();
            stopped = new ArrayList<>(pumps.values());
            keepers.values().forEach(QueueKeeper::close);
        }
        stopped.forEach(started -> started.pump().thenAccept(outcome -> {
            OutboxPump pump = outcome.value();
            if (pump != null) {
                pump.stop();
            }
        }));
    }

    /** Completes when the ends of all rows are stored, or were waited for long enough. */
    synchronized CompletableFuture<Void> emptied() {
        return CompletableFuture.allOf(pumps.values().stream()
                .map(started -> started.pump().thenCompose(Queues::emptied).toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new));
    }

    private static CompletionStage<Boolean> emptied(Outcome<OutboxPump> started) {
        OutboxPump pump = started.value();
        return pump == null ? CompletableFuture.completedStage(true) : pump.emptied();
    }
}
