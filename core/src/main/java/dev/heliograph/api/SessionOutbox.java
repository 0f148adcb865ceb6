// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.engine.SingleRows;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SessionName;
import dev.heliograph.model.Stable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Outbox of a session: the messages that were enqueued for it, scheduled ones included, whichever process sends them. May be
 * used from any thread; futures complete where user code may run, with a failure where the store does not answer.
 */
@Stable
public final class SessionOutbox {
    private final SessionName session;
    private final SingleRows rows;
    private final Queues queues;

    SessionOutbox(SessionName session, SingleRows rows, Queues queues) {
        this.session = session;
        this.rows = rows;
        this.queues = queues;
    }

    /** The messages that have no end yet, by number, after that one (0 for the first), at most so many. */
    public CompletableFuture<Outcome<List<StoredMessage>>> open(long afterId, int limit) {
        return told(rows.open(afterId, limit)
                .thenApply(outcome -> outcome.map(found -> found.stream()
                        .map(row -> StoredMessage.of(session, row))
                        .toList())));
    }

    /** The message with that number; empty where there is none, or none any more. */
    public CompletableFuture<Outcome<Optional<StoredMessage>>> find(long id) {
        return told(rows.find(id)
                .thenApply(outcome -> outcome.map(found -> found.map(row -> StoredMessage.of(session, row)))));
    }

    /**
     * Withdraws a message: it becomes FAILED with reason CANCELLED. One that a process has taken out of the store and does not
     * write yet is asked back: ask again while it is open.
     *
     * @return whether it was withdrawn by this call
     */
    public CompletableFuture<Outcome<Boolean>> withdraw(long id) {
        return told(rows.withdraw(id, "CANCELLED"));
    }

    private <T> CompletableFuture<Outcome<T>> told(CompletionStage<Outcome<T>> stage) {
        return queues.promises().told(stage);
    }
}
