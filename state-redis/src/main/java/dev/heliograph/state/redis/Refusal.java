// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Ends a longer piece of work that cannot go on; carries why. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Failure failure;

    Refusal(Failure failure) {
        super(failure.reason(), null, false, false);
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }

    /** Waits for an answer, which comes within the time-outs of the connection. */
    static <T> T orRefuse(CompletionStage<Outcome<T>> stage) {
        Outcome<T> outcome = stage.toCompletableFuture().join();
        Failure failure = outcome.failure();
        if (failure != null) {
            throw new Refusal(failure);
        }
        return outcome.orThrow();
    }

    /** Waits for answers to what was asked in one go. */
    static <T> List<T> allOrRefuse(List<? extends CompletionStage<Outcome<T>>> stages) {
        List<T> answers = new ArrayList<>(stages.size());
        for (CompletionStage<Outcome<T>> stage : stages) {
            answers.add(orRefuse(stage));
        }
        return answers;
    }

    /** Waits for an answer of the client to something that only reads. */
    static <T> T read(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException failed) {
            throw new Refusal(Failures.of(failed, false));
        }
    }
}
