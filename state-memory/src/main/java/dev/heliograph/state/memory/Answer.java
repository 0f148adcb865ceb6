// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.memory;

import dev.heliograph.model.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Answers that are there at once, so that virtual time never waits for this store. */
final class Answer {
    private Answer() {}

    static <T> CompletionStage<Outcome<T>> of(T value) {
        return CompletableFuture.completedFuture(Outcome.done(value));
    }
}
