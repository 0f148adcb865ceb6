// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.sqlite;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Something to be done by the writer, its answer, and who waits for it. */
final class Operation<T> {
    private final Work<T> work;
    private final boolean writes;
    private final CompletableFuture<Outcome<T>> promise = new CompletableFuture<>();
    private @Nullable Outcome<T> outcome;

    /** What is done inside a transaction; it may be done again where the transaction failed, and keeps nothing in memory. */
    @FunctionalInterface
    interface Work<T> {
        T on(Database db) throws SQLException;
    }

    Operation(boolean writes, Work<T> work) {
        this.writes = writes;
        this.work = work;
    }

    CompletableFuture<Outcome<T>> promise() {
        return promise;
    }

    boolean writes() {
        return writes;
    }

    void attempt(Database db) throws SQLException {
        try {
            outcome = Outcome.done(work.on(db));
        } catch (Refusal refused) {
            outcome = Outcome.failed(refused.failure());
        }
    }

    void fail(Failure failure) {
        outcome = Outcome.failed(failure);
    }

    /** Tells the answer. */
    void answer() {
        Outcome<T> told = outcome;
        promise.complete(
                told == null
                        ? Outcome.failed(new Failure.Unavailable(Failure.Origin.SERVER, "the store is closed"))
                        : told);
    }
}
