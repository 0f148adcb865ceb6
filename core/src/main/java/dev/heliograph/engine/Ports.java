// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks ports that others wrote: one that throws or answers nothing must not take a session down with it. */
final class Ports {
    private static final Logger LOG = LoggerFactory.getLogger(Ports.class);

    private Ports() {}

    /** The answer of the port, or a failure where it breaks its contract. */
    static <T> CompletionStage<Outcome<T>> ask(Supplier<? extends @Nullable CompletionStage<Outcome<T>>> port) {
        return answer(port, Ports::broken);
    }

    /** Completes when the port is done, or has broken its contract; never exceptionally. */
    static CompletionStage<Boolean> done(Supplier<? extends @Nullable CompletionStage<?>> port) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        answer(port, how -> CompletableFuture.completedStage(how)).whenComplete((any, bug) -> done.complete(true));
        return done;
    }

    private static <S> S answer(Supplier<? extends @Nullable S> port, Function<String, S> broken) {
        AtomicReference<@Nullable S> answer = new AtomicReference<>();
        Throwable thrown = Guarded.run(() -> answer.set(port.get()));
        if (thrown instanceof Error) {
            Guarded.log(LOG, thrown).log("a plugin failed");
        }
        S given = answer.get();
        return given == null ? broken.apply(thrown == null ? "it answered nothing" : thrown.toString()) : given;
    }

    private static <T> CompletionStage<Outcome<T>> broken(String how) {
        return CompletableFuture.completedStage(
                Outcome.failed(new Failure.Unavailable(Failure.Origin.SERVER, "a plugin failed: " + how)));
    }
}
