// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks ports that others wrote: one that throws or answers nothing must not take a session down with it. */
final class Ports {
    private Ports() {}

    /** The answer of the port, or a failure where it breaks its contract. */
    static <T> CompletionStage<Outcome<T>> ask(Supplier<? extends @Nullable CompletionStage<Outcome<T>>> port) {
        try {
            CompletionStage<Outcome<T>> stage = port.get();
            return stage == null ? broken("it answered nothing") : stage;
        } catch (RuntimeException bug) {
            return broken(bug.toString());
        }
    }

    private static <T> CompletionStage<Outcome<T>> broken(String how) {
        return CompletableFuture.completedStage(
                Outcome.failed(new Failure.Unavailable(Failure.Origin.SERVER, "a plugin failed: " + how)));
    }
}
