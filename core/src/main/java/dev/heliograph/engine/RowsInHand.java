// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SendResult;
import dev.heliograph.model.SendStatus;
import dev.heliograph.spi.state.Claimant;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows of a queue that are in memory: from their claim into the lanes of sessions, until the store has their ends or has
 * them back. Runs on the strand of the pump.
 */
final class RowsInHand {
    private static final Logger LOG = LoggerFactory.getLogger(RowsInHand.class);
    /** Rows in memory at most. */
    static final int WINDOW = 10_000;

    /** Of them, those kept free for chats whose rows are claimed ahead of the queue. */
    private static final int AHEAD = 2_000;

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final OutboxPump pump;
    private final Timeline timeline;
    private final Strand strand;
    private final RowBatches batches;
    private final ChatRoutes routes;
    private final Waiters waiters;
    private final PumpedJobs jobs;
    private final List<Runnable> whenEmpty = new ArrayList<>();
    private final Backlog backlog;
    private int inMemory;

    RowsInHand(
            OutboxPump pump,
            Timeline timeline,
            RowBatches batches,
            ChatRoutes routes,
            Waiters waiters,
            PumpedJobs jobs,
            Backlog backlog) {
        this.pump = pump;
        this.timeline = timeline;
        this.strand = pump.strand();
        this.batches = batches;
        this.routes = routes;
        this.waiters = waiters;
        this.jobs = jobs;
        this.backlog = backlog;
    }

    /** Number of rows that may still be claimed in the order of the queue. */
    int room() {
        return roomAhead() - AHEAD;
    }

    /** Number of rows that may still be claimed of some chats ahead of the queue. */
    int roomAhead() {
        return WINDOW - inMemory;
    }

    /** Runs it once no row is in memory; at once where none is. */
    void whenEmpty(Runnable then) {
        if (inMemory == 0) {
            then.run();
        } else {
            whenEmpty.add(then);
        }
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
                conclude(claimant, row, RowEnd.foregone(row, "UNREADABLE"));
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
        String stored = PassedOver.reason(row.draft().payload());
        return stored == null ? jobs.passedOver(row) : RowEnd.foregone(row, stored);
    }

    /** The message of a row, or null: one that cannot be read must not stop the others. */
    private @Nullable OutgoingMessage message(OutboxRow row) {
        try {
            return MessageCodec.read(row.draft().payload());
        } catch (RuntimeException unreadable) {
            LOG.atError()
                    .addKeyValue("queue", pump.queue())
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
        long behind = backlog.taken(row);
        session.strand()
                .execute(() -> session.intake()
                        .submitRow(new RowCall(
                                session,
                                message,
                                job,
                                pump,
                                claimant,
                                row,
                                behind,
                                result -> strand.execute(() -> settled(claimant, row, result)))));
        return true;
    }

    private void settled(Claimant claimant, OutboxRow row, SendResult result) {
        routes.left(row);
        backlog.left(row);
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
            pump.askAfter(wait);
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
            pump.askSoon();
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
