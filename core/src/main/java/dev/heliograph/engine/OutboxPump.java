// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SendResult;
import dev.heliograph.model.Stable;
import dev.heliograph.spi.state.Appended;
import dev.heliograph.spi.state.Claimant;
import dev.heliograph.spi.state.Outbox;
import dev.heliograph.spi.state.OutboxDraft;
import dev.heliograph.spi.state.OutboxRow;
import dev.heliograph.spi.state.OutboxState;
import dev.heliograph.spi.state.Settlement;
import dev.heliograph.spi.time.Alarm;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the rows of one queue from the outbox into the lanes of sessions, and their ends back. Only a window of rows is in
 * memory; the rest stays in the store. Everything runs on its own strand; public methods may be called from any thread.
 */
@Stable
public final class OutboxPump {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxPump.class);
    /** Rows in memory at most. */
    static final int WINDOW = 10_000;

    private static final int CLAIM = 500;
    private static final Duration NOBODY = Duration.ofSeconds(1);
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final Outbox outbox;
    private final String queue;
    private final Timeline timeline;
    private final Strand strand;
    private final RowBatches batches;
    private final Claimant claimant;
    private final ChatRoutes routes;
    private final Map<String, RowListener> listeners = new HashMap<>();
    private final Map<String, Job> jobs = new HashMap<>();
    private final Map<Long, CompletableFuture<SendResult>> awaited = new HashMap<>();

    private int inMemory;
    private boolean claiming;
    private boolean again;
    private boolean posted;
    private final List<Runnable> whenEmpty = new ArrayList<>();
    private boolean closed;
    private @Nullable Alarm alarm;

    /**
     * Makes the pump of a queue; nothing moves before {@link #start}.
     *
     * @param claimant this process, with a fence above all earlier ones
     * @param chooser which session sends a row
     */
    public OutboxPump(Outbox outbox, String queue, Claimant claimant, Timeline timeline, Chooser chooser) {
        this.outbox = outbox;
        this.queue = queue;
        this.claimant = claimant;
        this.timeline = timeline;
        this.strand = timeline.strand("outbox/" + queue);
        this.routes = new ChatRoutes(chooser);
        this.batches = new RowBatches(outbox, queue, claimant, timeline, strand);
    }

    /** Takes back what an earlier run of this process held, then begins to move rows. */
    public CompletionStage<List<OutboxRow>> start() {
        CompletableFuture<List<OutboxRow>> unknown = new CompletableFuture<>();
        outbox.recover(queue, claimant, timeline.instant())
                .whenCompleteAsync(
                        (outcome, bug) -> {
                            List<OutboxRow> rows = outcome == null ? null : outcome.value();
                            unknown.complete(rows == null ? List.of() : rows);
                            claim();
                        },
                        strand);
        return unknown;
    }

    /** Moves no more rows into lanes; what is there ends as its session ends it. */
    public void stop() {
        strand.execute(() -> {
            closed = true;
            if (alarm != null) {
                alarm.cancel();
            }
        });
    }

    /** Completes when no row is in a lane and all ends are stored, or after five seconds. */
    public CompletionStage<Boolean> emptied() {
        CompletableFuture<Boolean> promise = new CompletableFuture<>();
        strand.execute(() -> {
            if (inMemory == 0) {
                promise.complete(true);
            } else {
                whenEmpty.add(() -> promise.complete(true));
                strand.after(LAST_WORDS, () -> promise.complete(false));
            }
        });
        return promise;
    }

    /** Stores messages. Completes when they are stored: with one answer each, in order. */
    public CompletionStage<Outcome<List<Appended>>> append(List<OutboxDraft> drafts) {
        return outbox.append(queue, drafts, timeline.instant()).whenCompleteAsync((outcome, bug) -> claim(), strand);
    }

    /** Stores a message; {@code settled} completes with its end. */
    public CompletionStage<Outcome<List<Appended>>> enqueue(OutboxDraft draft, CompletableFuture<SendResult> settled) {
        CompletableFuture<Outcome<List<Appended>>> stored = new CompletableFuture<>();
        outbox.append(queue, List.of(draft), timeline.instant())
                .whenCompleteAsync(
                        (outcome, bug) -> {
                            List<Appended> rows = outcome == null ? null : outcome.value();
                            if (rows != null && !rows.isEmpty()) {
                                // registered before the first claim can bring its end
                                awaited.put(rows.get(0).id(), settled);
                            }
                            if (outcome != null) {
                                stored.complete(outcome);
                            } else if (bug != null) {
                                stored.completeExceptionally(bug);
                            }
                            claim();
                        },
                        strand);
        return stored;
    }

    /** The message as a draft for this queue. */
    public static OutboxDraft draft(OutgoingMessage message, String key, String job, long line, Instant dueAt) {
        return new OutboxDraft(key, job, line, message.peer().toString(), dueAt, MessageCodec.write(message));
    }

    /** The message of a row. */
    public static OutgoingMessage message(OutboxRow row) {
        return MessageCodec.read(row.draft().payload());
    }

    /** Tells the listener of every end of that job from now on; its weight is its share among jobs. */
    public void watch(String job, int weight, RowListener listener) {
        strand.execute(() -> {
            jobs.put(job, new Job(job, weight));
            listeners.put(job, listener);
        });
    }

    /** Ends {@link #watch}. */
    public void unwatch(String job) {
        strand.execute(() -> {
            listeners.remove(job);
            jobs.remove(job);
            routes.forget(job);
        });
    }

    /** Holds or releases a job; rows that are in lanes already are not called back. */
    public CompletionStage<Outcome<Boolean>> hold(String job, boolean held) {
        return outbox.hold(queue, job, held, timeline.instant()).whenCompleteAsync((outcome, bug) -> claim(), strand);
    }

    /** Withdraws what of a job is not in a lane yet. */
    public CompletionStage<Outcome<Long>> cancel(String job, String reason) {
        return outbox.cancel(queue, job, reason, timeline.instant());
    }

    /** The store of the rows. */
    public Outbox outbox() {
        return outbox;
    }

    /** The name of the queue. */
    public String queue() {
        return queue;
    }

    /** The strand that everything here runs on. */
    public Strand strand() {
        return strand;
    }

    CompletionStage<Boolean> intend(long row, String session, long randomId) {
        return batches.intend(row, session, randomId);
    }

    void stoodBack(long row, int attempts) {
        strand.execute(() -> batches.settle(new Settlement(row, OutboxState.CLAIMED, 0, "", attempts, null), () -> {}));
    }

    private void claim() {
        if (closed || inMemory >= WINDOW) {
            return;
        }
        if (claiming) {
            again = true;
            return;
        }
        claiming = true;
        again = false;
        outbox.claim(queue, claimant, Math.min(CLAIM, WINDOW - inMemory), timeline.instant())
                .whenCompleteAsync((outcome, bug) -> claimed(outcome), strand);
    }

    private void claimed(@Nullable Outcome<List<OutboxRow>> outcome) {
        claiming = false;
        List<OutboxRow> rows = outcome == null ? null : outcome.value();
        if (rows == null) {
            LOG.atWarn().addKeyValue("queue", queue).log("the outbox did not answer; asked again soon");
            wakeAfter(NOBODY);
            return;
        }
        Set<String> passedOver = new HashSet<>();
        for (OutboxRow row : rows) {
            place(row, passedOver);
        }
        if (rows.size() == CLAIM || again) {
            claim();
        } else if (rows.isEmpty()) {
            sleepUntilDue();
        }
    }

    private void sleepUntilDue() {
        outbox.nextDue(queue, timeline.instant())
                .whenCompleteAsync(
                        (outcome, bug) -> {
                            Instant due = outcome == null ? null : outcome.value();
                            if (due != null && due.isBefore(Instant.MAX)) {
                                Duration wait = Duration.between(timeline.instant(), due);
                                // a row that is due but was not given is held by its chat: its end wakes the pump
                                if (!wait.isNegative() && !wait.isZero()) {
                                    wakeAfter(wait);
                                }
                            }
                        },
                        strand);
    }

    private void wakeAfter(Duration wait) {
        if (alarm != null) {
            alarm.cancel();
        }
        alarm = strand.after(wait, this::claim);
    }

    private void place(OutboxRow row, Set<String> passedOver) {
        inMemory++;
        String chat = row.draft().chat();
        SendResult refusal = routes.refusal(row);
        if (refusal != null) {
            conclude(row, refusal);
            return;
        }
        OutgoingMessage message = message(row);
        SessionCore session = passedOver.contains(chat) ? null : routes.enter(chat, message);
        if (session == null) {
            passedOver.add(chat);
            release(row);
            return;
        }
        Job job = row.draft().job().isEmpty()
                ? Job.NONE
                : jobs.computeIfAbsent(row.draft().job(), name -> new Job(name, 1));
        session.strand()
                .execute(() -> session.intake()
                        .submitRow(new RowCall(
                                session,
                                message,
                                job,
                                this,
                                row,
                                result -> strand.execute(() -> settled(row, result)))));
    }

    private void settled(OutboxRow row, SendResult result) {
        routes.left(row);
        if (result.reason().equals("NOT_CLAIMED")) {
            forget();
            return;
        }
        if (mayTryElsewhere(result)) {
            release(row);
            return;
        }
        conclude(row, result);
    }

    private void conclude(OutboxRow row, SendResult result) {
        routes.ended(row, result);
        int attempts = row.attempts() + result.attempts();
        batches.settle(
                new Settlement(row.id(), state(result), result.messageId(), RowEnd.stored(result), attempts, null),
                () -> told(row, result));
    }

    private void told(OutboxRow row, SendResult result) {
        CompletableFuture<SendResult> waiting = awaited.remove(row.id());
        if (waiting != null) {
            waiting.complete(result);
        }
        RowListener listener = listeners.get(row.draft().job());
        if (listener != null) {
            listener.settled(row, result);
        }
        forget();
    }

    /** Gives a row back to the store: nothing was written, and no session can send it now. */
    private void release(OutboxRow row) {
        Instant dueAt = timeline.instant().plus(NOBODY);
        batches.settle(new Settlement(row.id(), OutboxState.QUEUED, 0, "", row.attempts(), dueAt), () -> {
            forget();
            wakeAfter(NOBODY);
        });
    }

    private void forget() {
        inMemory--;
        if (inMemory == 0) {
            List<Runnable> waiting = List.copyOf(whenEmpty);
            whenEmpty.clear();
            waiting.forEach(Runnable::run);
        }
        // while the window is nearly full, one claim for many ends instead of one for each
        if (!posted && inMemory <= WINDOW - CLAIM) {
            posted = true;
            strand.execute(() -> {
                posted = false;
                claim();
            });
        }
    }

    private static boolean mayTryElsewhere(SendResult result) {
        return switch (result.reason()) {
            case "SESSION_LOST", "NOT_CONNECTED", "CLOSED", "QUARANTINED" -> true;
            default -> false;
        };
    }

    private static OutboxState state(SendResult result) {
        return switch (result.status()) {
            case SUCCESS -> OutboxState.SENT;
            case UNKNOWN -> OutboxState.UNKNOWN;
            case FLOOD_WAIT, FORBIDDEN, NOT_FOUND, TOO_LONG, FAILED -> OutboxState.FAILED;
        };
    }
}
