// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Outcome;
import dev.heliograph.model.Peer;
import dev.heliograph.model.TrafficClass;
import dev.heliograph.policy.RetryPolicy;
import dev.heliograph.spi.time.Alarm;
import dev.heliograph.spi.transport.Link;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One call that waits in a lane, and what was spent on it. It belongs to its session's strand.
 *
 * @param <T> what the server answers
 */
abstract class Call<T> {
    /** No deadline. */
    static final long NEVER = Long.MAX_VALUE;

    /** The next call of its lane. */
    @Nullable
    Call<?> next;

    /** Its place in the order of queueing. */
    long number;
    /** Mark of a call whose lane was that of a group when it was queued. */
    boolean toGroup;

    final TrafficClass trafficClass;
    final Job job;
    final long queuedAt;
    /** Until when the caller wants an answer, or NEVER. */
    final long deadline;

    /** When its upload was last seen to move; written by the transport. */
    volatile long progressedAt = Long.MIN_VALUE;

    RetryPolicy.Spent spent = RetryPolicy.Spent.NOTHING;
    int attempts;
    long flooded;
    /** Whether an attempt is on its way. */
    boolean flying;
    /** Whether the answer of an attempt was lost that may have had its effect. */
    boolean unsure;
    /** Wakes when its deadline passes; null without one. */
    @Nullable
    Alarm alarm;
    /** Whether it was answered already, by its deadline or by a close, while it stood in its lane. */
    boolean over;

    Call(TrafficClass trafficClass, Job job, long queuedAt, long deadline) {
        this.trafficClass = trafficClass;
        this.job = job;
        this.queuedAt = queuedAt;
        this.deadline = deadline;
    }

    /** What limits it falls under. */
    abstract Domain domain(Peer peer);

    /** Makes one attempt. */
    abstract CompletionStage<Outcome<T>> start(Link link, Peer peer);

    /**
     * Ends it. Where the answer of an attempt was lost, only the server's own word is an end; everything else leaves it
     * unknown whether that attempt had its effect.
     */
    final void conclude(Ending<T> ending) {
        over = true;
        if (alarm != null) {
            alarm.cancel();
        }
        end(unsure && !ending.outcome().isDone() ? ending.unsure() : ending);
    }

    /** The end; called once. */
    abstract void end(Ending<T> ending);

    /** Whether a repetition after a lost answer can do no harm, beyond what the transport itself offers. */
    boolean isRepeatable() {
        return false;
    }

    /**
     * Stores the intent of the attempt where that must be durable before the first byte leaves; null where not. A stage
     * that completes with false forbids the attempt.
     */
    @Nullable
    CompletionStage<Boolean> intent() {
        return null;
    }

    /** The attempt had no effect, and the call waits for another one. */
    void stoodBack() {}

    /** Whether its time depends on the size of a file, so that no common limit of time fits. */
    boolean isUpload() {
        return false;
    }

    /**
     * Finds out what became of an attempt whose answer was lost, by the caller's rule: a value = it happened; Ambiguous or
     * null = it stays unknown; any other failure = it did not happen, or may be repeated all the same.
     */
    @Nullable
    CompletionStage<Outcome<T>> settle(SessionCore core, Peer peer, long startedAt) {
        return null;
    }

    /** Whether it stands in the outbox, so that it is not lost when it leaves its lane. */
    boolean isRow() {
        return false;
    }

    /** Why nothing is to be sent to that chat after all, now that its id is known, or null. */
    @Nullable
    String passesOver(Peer resolved) {
        return null;
    }

    /** Number of younger calls of its chat that the outbox held when it gave this one. */
    long behind() {
        return 0;
    }

    /** Whether it is a row of that queue. */
    boolean isRowOf(OutboxPump pump) {
        return false;
    }

    /** Whether it waits out every flood, whatever the budget of retries. */
    boolean waitsForFloods() {
        return false;
    }

    /** How long a flood may hold it before it is answered instead; NEVER for jobs. */
    abstract long floodPatience();
}
