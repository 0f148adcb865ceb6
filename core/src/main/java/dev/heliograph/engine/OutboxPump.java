// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the rows of one queue from the outbox into the lanes of sessions, and their ends back. Only a window of rows is in
 * memory; the rest stays in the store. Everything runs on its own strand, stages complete there unless told otherwise;
 * public methods may be called from any thread.
 */
@Stable
public final class OutboxPump {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxPump.class);
    /** Rows in memory at most. */
    static final int WINDOW = 10_000;

    private static final SendResult UNREADABLE =
            SendResult.refused(SendStatus.FAILED, "UNREADABLE", "the stored message cannot be read", null);

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
    private final PumpedJobs jobs;
    /** Null where no other process could tell anything. */
    private final @Nullable QueueNews news;

    private final List<Runnable> whenEmpty = new ArrayList<>();
    private int inMemory;

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
        this.waiters = new Waiters(timeline.blocking());
        this.batches = new RowBatches(outbox, queue, timeline, strand, this::announce);
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

    /** Moves no more rows into lanes; what is there ends as its session ends it. */
    public void stop() {
        strand.execute(claims::close);
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
            if (inMemory == 0) {
                ended(promise, true);
            } else {
                whenEmpty.add(() -> ended(promise, true));
                strand.after(LAST_WORDS, () -> ended(promise, false));
            }
        });
        return promise;
    }

    private void ended(CompletableFuture<Boolean> promise, boolean allStored) {
        batches.giveUp();
        if (news != null) {
            news.close();
        }
        jobs.stopped();
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
    public CompletionStage<Outcome<List<Appended>>> enqueue(OutboxDraft draft, CompletableFuture<SendResult> settled) {
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
                                String gone = "the outbox has forgotten the message with that key";
                                waiters.tell(id, SendResult.refused(SendStatus.UNKNOWN, "FORGOTTEN", gone, null));
                            } else if (row.get().state().isSettled()) {
                                waiters.tell(id, RowEnd.result(row.get()));
                            }
                        },
                        strand);
    }

    /** The message as a draft for a queue that keeps it until its time, so that the transport need not. */
    public static OutboxDraft scheduled(OutgoingMessage message, String key, String job, long line, Instant now) {
        Instant time = message.schedule();
        OutgoingMessage plain = message.toBuilder().schedule(null).build();
        return draft(plain, key, job, line, time == null || time.isBefore(now) ? now : time);
    }

    /** The message as a draft for this queue. */
    public static OutboxDraft draft(OutgoingMessage message, String key, String job, long line, Instant dueAt) {
        return new OutboxDraft(key, job, line, message.peer().toString(), dueAt, MessageCodec.write(message));
    }

    /** What is stored for a recipient who gets nothing: the row has its place in the job, and ends with that reason. */
    public static OutboxDraft passedOver(
            OutgoingMessage message, String reason, String key, String job, long line, Instant now) {
        return new OutboxDraft(key, job, line, message.peer().toString(), now, PassedOver.write(reason));
    }

    /** Asks the listener of a job again about rows that wait in lanes already. */
    public void reconsider(String job) {
        strand.execute(() -> jobs.takeBack(job));
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

    /** How many more rows may be in memory. */
    int room() {
        return WINDOW - inMemory;
    }

    boolean hasSomebody() {
        return routes.hasSomebody();
    }

    void recovered(List<OutboxRow> unknown) {
        unknown.forEach(row -> waiters.tell(row.id(), RowEnd.result(row)));
    }

    /** Puts claimed rows into lanes; false where no session could take one of them. */
    boolean place(Claimant claimant, List<OutboxRow> rows) {
        Set<String> passedOver = new HashSet<>();
        boolean stranded = false;
        for (OutboxRow row : rows) {
            inMemory++;
            SendResult end = foregone(row);
            OutgoingMessage message = end == null ? message(row) : null;
            if (end != null) {
                conclude(claimant, row, end);
            } else if (jobs.isHeld(row)) {
                release(claimant, row, SECOND);
            } else if (message == null) {
                conclude(claimant, row, UNREADABLE);
            } else if (passedOver.contains(row.draft().chat()) || !enter(claimant, row, message)) {
                // the younger ones of the chat stay behind it
                passedOver.add(row.draft().chat());
                stranded = true;
                release(claimant, row, SECOND);
            }
        }
        return !stranded;
    }

    /** Gives rows back that were claimed too late. */
    void decline(Claimant claimant, List<OutboxRow> rows) {
        inMemory += rows.size();
        rows.forEach(row -> release(claimant, row, Duration.ZERO));
    }

    /** The end of a row that is not to be sent, or null. */
    private @Nullable SendResult foregone(OutboxRow row) {
        SendResult withdrawn = jobs.withdrawn(row);
        SendResult refused = withdrawn == null ? routes.refusal(row) : withdrawn;
        if (refused != null) {
            return refused;
        }
        SendResult stored = PassedOver.end(row.draft().payload());
        return stored == null ? jobs.passedOver(row) : stored;
    }

    /** The message of a row, or null: one that cannot be read must not stop the others. */
    private @Nullable OutgoingMessage message(OutboxRow row) {
        try {
            return MessageCodec.read(row.draft().payload());
        } catch (RuntimeException unreadable) {
            LOG.atError()
                    .addKeyValue("queue", queue)
                    .addKeyValue("row", row.id())
                    .setCause(unreadable)
                    .log("a stored message cannot be read and is given up");
            return null;
        }
    }

    private boolean enter(Claimant claimant, OutboxRow row, OutgoingMessage message) {
        SessionCore session = routes.enter(row.draft().chat(), message);
        if (session == null) {
            return false;
        }
        Job job = jobs.of(row);
        session.strand()
                .execute(() -> session.intake()
                        .submitRow(new RowCall(
                                session,
                                message,
                                job,
                                this,
                                claimant,
                                row,
                                result -> strand.execute(() -> settled(claimant, row, result)))));
        return true;
    }

    private void settled(Claimant claimant, OutboxRow row, SendResult result) {
        routes.left(row);
        if (result.reason().equals("NOT_CLAIMED")) {
            forget();
        } else if (result.status() == SendStatus.UNKNOWN || !RowCall.isReturned(result)) {
            conclude(claimant, row, result);
        } else {
            SendResult end = foregone(row);
            if (end != null) {
                conclude(claimant, row, end);
            } else {
                release(claimant, row, result.retryAfter() == null ? SECOND : result.retryAfter());
            }
        }
    }

    private void conclude(Claimant claimant, OutboxRow row, SendResult result) {
        routes.ended(row, result);
        int attempts = row.attempts() + result.attempts();
        batches.settle(
                claimant,
                new Settlement(row.id(), state(result), result.messageId(), RowEnd.stored(result), attempts, null),
                () -> told(row, result));
    }

    private void told(OutboxRow row, SendResult result) {
        waiters.tell(row.id(), result);
        jobs.told(row, result);
        forget();
    }

    /** Gives a row back to the store: nothing was written, and no session can send it now. */
    private void release(Claimant claimant, OutboxRow row, Duration wait) {
        Instant dueAt = timeline.instant().plus(wait);
        Settlement back = new Settlement(row.id(), OutboxState.QUEUED, 0, "", row.attempts(), dueAt);
        batches.settle(claimant, back, () -> {
            forget();
            claims.wakeAfter(wait);
        });
    }

    private void forget() {
        inMemory--;
        if (inMemory == 0) {
            List<Runnable> waiting = List.copyOf(whenEmpty);
            whenEmpty.clear();
            waiting.forEach(Runnable::run);
        }
        // while the window is nearly full, a claim would bring few rows
        if (room() >= Claims.BATCH) {
            claims.askSoon();
        }
    }

    private static OutboxState state(SendResult result) {
        return switch (result.status()) {
            case SUCCESS -> OutboxState.SENT;
            case UNKNOWN -> OutboxState.UNKNOWN;
            case FLOOD_WAIT, FORBIDDEN, NOT_FOUND, TOO_LONG, FAILED -> OutboxState.FAILED;
        };
    }
}
