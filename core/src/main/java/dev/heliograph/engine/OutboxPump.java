// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Outcome;
import dev.heliograph.model.SendResult;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.Stable;
import dev.heliograph.spi.state.Appended;
import dev.heliograph.spi.state.Claimant;
import dev.heliograph.spi.state.Intent;
import dev.heliograph.spi.state.Outbox;
import dev.heliograph.spi.state.OutboxCounts;
import dev.heliograph.spi.state.OutboxDraft;
import dev.heliograph.spi.state.OutboxRow;
import dev.heliograph.spi.state.OutboxState;
import dev.heliograph.spi.state.Settlement;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.time.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Moves the rows of one queue from the outbox into the lanes of sessions, and their ends back. Only a window of rows is in
 * memory; the rest stays in the store. Everything runs on its own strand, stages complete there unless told otherwise;
 * public methods may be called from any thread.
 */
@Stable
public final class OutboxPump {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final int MOST_LOOKS = 1_000;
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final Outbox outbox;
    private final String queue;
    private final Timeline timeline;
    private final Strand strand;
    private final RowBatches batches;
    private final Claims claims;
    private final ChatRoutes routes;
    private final Waiters waiters;
    private final Unconfirmed unconfirmed;
    private final PumpedJobs jobs;
    private final Backlog backlog;
    private final RowsInHand inHand;
    private volatile boolean emptied;
    /** Null where no other process could tell anything. */
    private final @Nullable QueueNews news;

    /**
     * Makes the pump of a queue; nothing moves before {@link #own}.
     *
     * @param chooser which session sends a row
     */
    public OutboxPump(Fleet fleet, String queue, Chooser chooser) {
        this.outbox = fleet.state().outbox();
        this.queue = queue;
        this.timeline = fleet.timeline();
        this.strand = timeline.strand("outbox/" + queue);
        this.routes = new ChatRoutes(chooser);
        this.jobs = new PumpedJobs(outbox, queue, timeline, strand, routes);
        this.waiters = new Waiters();
        this.unconfirmed = fleet.unconfirmed();
        this.batches = new RowBatches(outbox, queue, timeline, strand, this::announce, unconfirmed::look);
        this.backlog = new Backlog(this, outbox, timeline, routes);
        this.inHand = new RowsInHand(this, timeline, batches, routes, waiters, jobs, backlog);
        this.claims =
                new Claims(outbox, queue, timeline, strand, this, fleet.state().shared());
        this.news = fleet.state().shared() ? new QueueNews(fleet.state().signals(), queue, new FromOthers()) : null;
        if (news != null) {
            strand.after(LOOK, this::look);
        }
    }

    /** What other processes say of this queue. */
    private final class FromOthers implements QueueNews.Listener {
        @Override
        public void appended() {
            strand.execute(claims::askSoon);
        }

        @Override
        public void jobChanged(String job) {
            strand.execute(() -> jobs.lookAt(job));
        }

        @Override
        public void ended(long row) {
            strand.execute(() -> lookUp(row));
        }

        @Override
        public void recalled() {
            strand.execute(OutboxPump.this::takeBack);
        }
    }

    /** News may be lost: looks by itself now and then. */
    private void look() {
        if (claims.isClosed()) {
            return;
        }
        waiters.some(MOST_LOOKS).forEach(this::lookUp);
        jobs.names().forEach(jobs::lookAt);
        strand.after(LOOK, this::look);
    }

    private void announce(List<Settlement> settlements) {
        if (news != null) {
            news.ended(settlements);
        }
    }

    private void rowsAppended() {
        unconfirmed.look();
        if (news != null && !claims.isOwner()) {
            news.appended();
        }
        claims.ask();
    }

    /** The name of its queue. */
    public String queue() {
        return queue;
    }

    /** Gives what waits in lanes back to the store. */
    void takeBack() {
        routes.sessions().forEach(session -> session.takeBack(this));
    }

    /**
     * The queue is this process's: takes back what earlier owners held, then begins to move rows. Messages may be stored
     * before.
     *
     * @param claimant this process, with a fence above all earlier ones
     */
    public void own(Claimant claimant) {
        strand.execute(() -> claims.begin(claimant));
    }

    /** The queue is not this process's any more: what is in lanes ends as its session ends it, and nothing follows. */
    public void disown() {
        strand.execute(claims::end);
    }

    /** Whether this process moves its rows, as far as it knows. Asked on the strand of the pump. */
    public boolean isOwner() {
        return claims.isOwner();
    }

    /** Moves no more rows into lanes; what is there ends as its session ends it. */
    public void stop() {
        strand.execute(() -> {
            claims.close();
            batches.stop();
        });
    }

    /**
     * The end, after {@link #stop}: waits until no row is in a lane and all ends are stored, five seconds at most, then
     * tells the listeners that there is nothing more to come.
     *
     * @return whether all ends are stored
     */
    public CompletionStage<Boolean> emptied() {
        CompletableFuture<Boolean> promise = new CompletableFuture<>();
        strand.execute(() -> {
            inHand.whenEmpty(() -> ended(promise, true));
            if (!promise.isDone()) {
                strand.after(LAST_WORDS, () -> ended(promise, false));
            }
        });
        return promise;
    }

    /** Whether {@link #emptied} found that no row is in a lane any more. From any thread. */
    public boolean isEmptied() {
        return emptied;
    }

    private void ended(CompletableFuture<Boolean> promise, boolean allStored) {
        batches.giveUp();
        if (news != null) {
            news.close();
        }
        jobs.stopped();
        emptied = allStored;
        promise.complete(allStored);
    }

    /** Stores messages. Completes when they are stored: with one answer each, in order. */
    public CompletionStage<Outcome<List<Appended>>> append(List<OutboxDraft> drafts) {
        return Ports.ask(() -> outbox.append(queue, drafts, timeline.instant()))
                .whenCompleteAsync((outcome, bug) -> rowsAppended(), strand);
    }

    /**
     * Stores a message; {@code settled} completes with its end, which may be that of an earlier message with that key. Both
     * complete where user code may run.
     */
    public CompletionStage<Outcome<List<Appended>>> enqueue(OutboxDraft draft, Promises.Promise<SendResult> settled) {
        CompletableFuture<Outcome<List<Appended>>> stored = new CompletableFuture<>();
        Ports.ask(() -> outbox.append(queue, List.of(draft), timeline.instant()))
                .whenCompleteAsync(
                        (outcome, bug) -> {
                            List<Appended> rows = outcome == null ? null : outcome.value();
                            if (rows != null && !rows.isEmpty()) {
                                // registered before the first claim can bring its end
                                waiters.add(rows.get(0).id(), settled);
                                if (!rows.get(0).fresh()) {
                                    lookUp(rows.get(0).id());
                                }
                            }
                            timeline.blocking().execute(() -> {
                                if (outcome != null) {
                                    stored.complete(outcome);
                                } else if (bug != null) {
                                    stored.completeExceptionally(bug);
                                }
                            });
                            rowsAppended();
                        },
                        strand);
        return stored;
    }

    /** The row was there before, and may have its end already: then nothing more would be told of it. */
    private void lookUp(long id) {
        if (!waiters.has(id) || claims.isClosed()) {
            return;
        }
        Ports.ask(() -> outbox.row(queue, id))
                .whenCompleteAsync(
                        (outcome, bug) -> {
                            Optional<OutboxRow> row = outcome == null ? null : outcome.value();
                            if (row == null) {
                                strand.after(SECOND, () -> lookUp(id));
                            } else if (row.isEmpty()) {
                                String gone = "the outbox has forgotten the message with that key (FORGOTTEN)";
                                waiters.tell(id, SendResult.refused(SendStatus.UNKNOWN, "FORGOTTEN", gone, null));
                            } else if (row.get().state().isSettled()) {
                                waiters.tell(id, RowEnd.result(row.get()));
                            }
                        },
                        strand);
    }

    /** Asks the listener of a job again about rows that wait in lanes already. */
    public void reconsider(String job) {
        strand.execute(() -> jobs.takeBack(job));
    }

    /** Asks the listeners of all jobs again, and the guard. */
    public void reconsider() {
        strand.execute(() -> jobs.names().forEach(jobs::takeBack));
    }

    /**
     * Asked about the chats of jobs that have no listener here, before their rows enter a lane: the reason why nothing is sent
     * to one, or null. Called on the strand of the pump.
     */
    public void guard(Function<String, @Nullable String> chats) {
        strand.execute(() -> jobs.guard(chats));
    }

    /** Tells the listener of every end of that job from now on; its weight is its share among jobs. */
    public void watch(String job, int weight, RowListener listener) {
        strand.execute(() -> jobs.watch(job, weight, listener));
    }

    /** Ends {@link #watch}. */
    public void unwatch(String job) {
        strand.execute(() -> jobs.forget(job));
    }

    /**
     * Holds or releases a job. Its rows that wait in lanes go back into the outbox; what is in flight ends as it ends.
     *
     * @return whether that is a change, once the store knows
     */
    public CompletionStage<Outcome<Boolean>> hold(String job, boolean held) {
        CompletableFuture<Outcome<Boolean>> promise = new CompletableFuture<>();
        strand.execute(() -> jobs.hold(job, held)
                .whenCompleteAsync(
                        (outcome, bug) -> {
                            claims.ask();
                            if (news != null) {
                                news.jobChanged(job);
                            }
                            pass(outcome, bug, promise);
                        },
                        strand));
        return promise;
    }

    /**
     * Withdraws what of a job is not in flight: it becomes FAILED with that word.
     *
     * @return how many were withdrawn in the store; listeners are told of those that were in memory one by one
     */
    public CompletionStage<Outcome<Long>> cancel(String job, String word) {
        CompletableFuture<Outcome<Long>> promise = new CompletableFuture<>();
        strand.execute(
                () -> jobs.cancel(job, word).whenCompleteAsync((outcome, bug) -> pass(outcome, bug, promise), strand));
        return promise;
    }

    private static <T> void pass(
            @Nullable Outcome<T> outcome, @Nullable Throwable bug, CompletableFuture<Outcome<T>> promise) {
        if (outcome != null) {
            promise.complete(outcome);
        } else if (bug != null) {
            promise.completeExceptionally(bug);
        }
    }

    /** How many rows of a job are where. */
    public CompletionStage<Outcome<OutboxCounts>> counts(String job) {
        return Ports.ask(() -> outbox.counts(queue, job));
    }

    /** The rows of a job after that line, by line, at most so many. */
    public CompletionStage<Outcome<List<OutboxRow>>> rows(String job, long afterLine, int limit) {
        return Ports.ask(() -> outbox.rows(queue, job, afterLine, limit));
    }

    /** The strand that everything here runs on. */
    public Strand strand() {
        return strand;
    }

    CompletionStage<Boolean> intend(Claimant claimant, Intent intent) {
        return batches.intend(claimant, intent);
    }

    void stoodBack(Claimant claimant, long row, int attempts) {
        strand.execute(() ->
                batches.settle(claimant, new Settlement(row, OutboxState.CLAIMED, 0, "", attempts, null), () -> {}));
    }

    RowsInHand inHand() {
        return inHand;
    }

    Backlog backlog() {
        return backlog;
    }

    /** Claims more, at the end of this turn. */
    void askSoon() {
        claims.askSoon();
    }

    /** Claims more after that time. */
    void askAfter(Duration wait) {
        claims.wakeAfter(wait);
    }

    boolean hasSomebody() {
        return routes.hasSomebody();
    }

    /** Why that job sends nothing to that chat, or null. From any thread. */
    @Nullable
    String passesOver(String job, String chat) {
        return jobs.passesOver(job, chat);
    }

    void stranded() {
        jobs.stranded();
    }

    void recovered(List<OutboxRow> unknown) {
        unknown.forEach(row -> waiters.tell(row.id(), RowEnd.result(row)));
    }
}
