// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.state;

import dev.heliograph.model.Implementable;
import dev.heliograph.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Messages that wait, by queue, in the order of their appending.
 *
 * <p>A row is QUEUED, then CLAIMED by a claimant, then SENDING once its intent is stored (before the first byte leaves),
 * then SENT, FAILED or UNKNOWN for good. Only SENDING can become UNKNOWN. Calls with a fence older than the one that
 * claimed a row do not touch it, with one exception: the settlement of an attempt that was declared UNKNOWN by
 * {@link #recover} may still tell what became of it.
 */
@Implementable
public interface Outbox {
    /**
     * Stores rows, all or none. A draft whose key is already in the queue is answered with the row that has it.
     *
     * @return one answer per draft, in order; accepted means stored
     */
    CompletionStage<Outcome<List<Appended>>> append(String queue, List<OutboxDraft> drafts, Instant now);

    /**
     * Claims rows that are due, oldest first: at most {@code limit}, and never so many that more than two rows of one
     * chat are claimed or sending. Of one chat, an older row is always claimed before a younger one.
     */
    CompletionStage<Outcome<List<OutboxRow>>> claim(String queue, Claimant claimant, int limit, Instant now);

    /**
     * Stores the intent to send: CLAIMED becomes SENDING. Completes when it is as durable as the store can make it.
     *
     * @return the ids of the rows that now are SENDING; the others must not be sent
     */
    CompletionStage<Outcome<List<Long>>> sending(String queue, Claimant claimant, List<Intent> intents, Instant now);

    /**
     * Ends attempts: SENDING becomes SENT, FAILED or UNKNOWN; or goes back to QUEUED until {@code dueAt} where nothing
     * happened; CLAIMED may be settled FAILED or go back too.
     *
     * @return the ids of the rows that were changed
     */
    CompletionStage<Outcome<List<Long>>> settle(
            String queue, Claimant claimant, List<Settlement> settlements, Instant now);

    /**
     * Takes back what an earlier incarnation of a claimant held: with a fence below the given one, CLAIMED becomes
     * QUEUED and SENDING becomes UNKNOWN.
     *
     * @return the rows that became UNKNOWN
     */
    CompletionStage<Outcome<List<OutboxRow>>> recover(String queue, Claimant claimant, Instant now);

    /** When the next QUEUED row of the queue is due that is not held back by its chat, or {@link Instant#MAX}. */
    CompletionStage<Outcome<Instant>> nextDue(String queue, Instant now);

    /** Rows of a job after the given line, by line. */
    CompletionStage<Outcome<List<OutboxRow>>> rows(String queue, String job, long afterLine, int limit);

    /** How many rows of a job are in each state; with an empty job, of the whole queue. */
    CompletionStage<Outcome<OutboxCounts>> counts(String queue, String job);

    /** Withdraws what of a job is QUEUED: it becomes FAILED with that reason; returns how many. */
    CompletionStage<Outcome<Long>> cancel(String queue, String job, String reason, Instant now);

    /** Holds or releases a job: none of its rows is claimed while it is held. */
    CompletionStage<Outcome<Boolean>> hold(String queue, String job, boolean held, Instant now);

    /** Forgets rows that were settled longer ago than the retention; returns how many. */
    CompletionStage<Outcome<Long>> compact(String queue, Duration retention, Instant now);
}
