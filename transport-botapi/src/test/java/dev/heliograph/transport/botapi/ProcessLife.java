// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.simulator.botapi.BotApiServer;
import dev.heliograph.spi.state.StateStore;
import dev.heliograph.time.VirtualTimeline;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What one process of a virtual history has around it: a server, a store that outlives it, and its own end. */
final class ProcessLife {
    /** A write may take this long, and a second one waits for it. */
    static final Duration SLOWEST_WRITE = Duration.ofMillis(400);

    private static final ThreadLocal<@Nullable ProcessLife> PRESENT = new ThreadLocal<>();

    final VirtualTimeline timeline;
    final BotApiServer server;
    final RandomGenerator chance;
    private final StateStore store;
    private boolean dead;

    ProcessLife(VirtualTimeline timeline, BotApiServer server, StateStore store, RandomGenerator chance) {
        this.timeline = timeline;
        this.server = server;
        this.store = store;
        this.chance = chance;
    }

    /** The life that plugins which are opened now belong to. */
    static ProcessLife present() {
        ProcessLife present = PRESENT.get();
        if (present == null) {
            throw new IllegalStateException("no process lives now");
        }
        return present;
    }

    void begin() {
        PRESENT.set(this);
    }

    /** As kill -9: nothing it does from now on reaches anybody, and nothing reaches it. */
    void kill() {
        dead = true;
    }

    boolean isDead() {
        return dead;
    }

    StateStore store() {
        return store;
    }

    /** Runs later, unless the process is dead by then. */
    void later(Duration span, Runnable task) {
        timeline.strand("life").after(span, () -> {
            if (!dead) {
                task.run();
            }
        });
    }

    /** A call of the store, which takes its time and does nothing for the dead. */
    <T> CompletionStage<Outcome<T>> slowly(Supplier<CompletionStage<Outcome<T>>> call) {
        CompletableFuture<Outcome<T>> answer = new CompletableFuture<>();
        Duration span = Duration.ofMillis(1 + chance.nextInt((int) SLOWEST_WRITE.toMillis()));
        timeline.strand("life").after(span, () -> {
            if (dead) {
                answer.complete(Outcome.failed(new Failure.Unavailable(Failure.Origin.SERVER, "dead")));
            } else {
                call.get().thenAccept(answer::complete);
            }
        });
        return answer;
    }
}
