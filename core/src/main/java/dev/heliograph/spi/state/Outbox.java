// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.state;

import dev.heliograph.model.Implementable;
import dev.heliograph.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Messages that wait, by queue, in the order of their appending.
 *
 * <p>A row is QUEUED, then CLAIMED by a claimant, then SENDING once its intent is stored (before the first byte leaves),
 * then SENT, FAILED or UNKNOWN for good. Only SENDING can become UNKNOWN. Only the claimant that claimed a row, the same
 * owner with the same fence, moves it on; nobody else's call touches it. When {@link #recover} has declared an attempt
 * UNKNOWN, the late settlement of its own claimant may still tell once that it was SENT or FAILED.
 *
 * <p>A job may be named before it has rows. Rows of no job, whose job is the empty text, are not listed, cancelled or
 * held.
 */
@Implementable
public interface Outbox {
    /** The reason of a row that is UNKNOWN because its claimant was gone while it was SENDING. */
    String INTERRUPTED = "INTERRUPTED";

    /** The largest id that a row may be restored with; ids begin with 1, and a store has room for some more. */
    long LARGEST_ID = 1_000_000_000_000L;

    /**
     * Stores rows, all or none. A draft whose key is already in the queue, in whatever state or in the same call, is
     * answered with the row that has it.
     *
     * @return one answer per draft, in order; accepted means stored
     */
    CompletionStage<Outcome<List<Appended>>> append(String queue, List<OutboxDraft> drafts, Instant now);

    /**
     * Claims rows that are due, oldest first: at most {@code limit}, and never so many that more than two rows of one
     * chat are claimed or sending. Of one chat, an older row is always claimed before a younger one, so that a row that
     * is not yet due holds back the younger ones of its chat; a row of a held job steps aside and holds back none. A
     * claimant with a fence below that of its owner's latest {@link #recover} is given none.
     *
     * @return the rows as they stand now, oldest first
     */
    CompletionStage<Outcome<List<OutboxRow>>> claim(String queue, Claimant claimant, int limit, Instant now);

    /**
     * The chats with the most rows that are QUEUED, most first, at most {@code limit} of them. Chats with a single such row may
     * be left out, and a store that cannot tell without reading through the queue answers with none: then chats with many
     * messages are begun when their turn in the queue comes, and may end later than they could.
     */
    default CompletionStage<Outcome<List<ChatBacklog>>> longest(String queue, int limit) {
        return CompletableFuture.completedStage(Outcome.done(List.of()));
    }

    /**
     * Claims rows as {@link #claim} does, of these chats only: of each the next one, as long as it is due and fewer than two
     * of that chat are claimed or sending, then of each the one after it. A store whose {@link #longest} answers with none need
     * not have it.
     *
     * @param chats without repetitions; those that have nothing to claim are passed over
     * @return the rows as they stand now, oldest first
     */
    default CompletionStage<Outcome<List<OutboxRow>>> claimOf(
            String queue, Claimant claimant, List<String> chats, Instant now) {
        return CompletableFuture.completedStage(Outcome.done(List.of()));
    }

    /**
     * Stores the intent to send: CLAIMED becomes SENDING. Completes when it is as durable as the store can make it. A call
     * whose answer was lost may be repeated: an intent that is stored, with the same session and random id, by the same
     * claimant, is answered again as long as its row is SENDING.
     *
     * @return the ids of the rows that are SENDING by these intents, each once, in their order; the others must not be sent
     */
    CompletionStage<Outcome<List<Long>>> sending(String queue, Claimant claimant, List<Intent> intents, Instant now);

    /**
     * Ends attempts: SENDING becomes SENT, FAILED or UNKNOWN; where nothing happened it goes back to QUEUED until {@code
     * dueAt}, or to CLAIMED when its claimant will try again itself; CLAIMED may be settled FAILED or go back to QUEUED too.
     * A row that goes back keeps its age, its session and its
     * random id.
     *
     * @return the ids of the rows that were changed, in the order of the settlements
     */
    CompletionStage<Outcome<List<Long>>> settle(
            String queue, Claimant claimant, List<Settlement> settlements, Instant now);

    /**
     * Takes back what earlier incarnations of a claimant held: of the same owner with a fence below the given one,
     * CLAIMED becomes QUEUED, due as before, and SENDING becomes UNKNOWN with the reason {@link #INTERRUPTED}.
     *
     * @return the rows that became UNKNOWN, oldest first
     */
    CompletionStage<Outcome<List<OutboxRow>>> recover(String queue, Claimant claimant, Instant now);

    /**
     * When a claim can next give a row, if nothing else happens: the earliest time at which a QUEUED row is due that is
     * not held back by its chat or its job; {@code now} if that is past, {@link Instant#MAX} if there is none.
     */
    CompletionStage<Outcome<Instant>> nextDue(String queue, Instant now);

    /** Rows of a job after the given line, by line; the lines of a job are distinct. */
    CompletionStage<Outcome<List<OutboxRow>>> rows(String queue, String job, long afterLine, int limit);

    /** The row with that id, as it stands now; empty where there is none, or none any more. */
    CompletionStage<Outcome<Optional<OutboxRow>>> row(String queue, long id);

    /**
     * Rows that have no end yet, of jobs and of none, by id: those with ids above that one, at most so many. For people who
     * look: it may read through rows that have their end.
     */
    CompletionStage<Outcome<List<OutboxRow>>> open(String queue, long afterId, int limit);

    /** How many rows of a job are in each state; with an empty job, of the whole queue. */
    CompletionStage<Outcome<OutboxCounts>> counts(String queue, String job);

    /** Withdraws what of a job is QUEUED, held or not: it becomes FAILED with that reason; returns how many. */
    CompletionStage<Outcome<Long>> cancel(String queue, String job, String reason, Instant now);

    /**
     * Withdraws one row, of a job or of none, that is QUEUED: it becomes FAILED with that reason, and holds back nobody; true
     * where it did, false where it is not QUEUED or not there.
     */
    CompletionStage<Outcome<Boolean>> withdraw(String queue, long id, String reason, Instant now);

    /** Holds or releases a job: none of its rows is claimed while it is held; true where that is a change. */
    CompletionStage<Outcome<Boolean>> hold(String queue, String job, boolean held, Instant now);

    /**
     * How many rows and intents were accepted, since the store was opened, although another server of the store was there
     * and did not confirm them in time; only grows. Any thread.
     */
    default long unconfirmed() {
        return 0;
    }

    /** Forgets rows that were settled longer ago than the retention, and their keys; returns how many. */
    CompletionStage<Outcome<Long>> compact(String queue, Duration retention, Instant now);
}
