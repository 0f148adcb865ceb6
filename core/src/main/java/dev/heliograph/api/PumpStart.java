// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.engine.OutboxPump;
import dev.heliograph.model.Outcome;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Start of the pump of a queue. Those who wait for it are told in the order in which they came, also while it tells them: what
 * one thread stores one after the other is stored so, however slowly the pump starts. May be used from any thread.
 */
final class PumpStart {
    private final ArrayDeque<Consumer<Outcome<OutboxPump>>> waiting = new ArrayDeque<>();
    private @Nullable Outcome<OutboxPump> outcome;
    private boolean telling;

    /** Completes with the pump, or with why it could not be started, after all who asked before. */
    CompletionStage<Outcome<OutboxPump>> pump() {
        CompletableFuture<Outcome<OutboxPump>> answer = new CompletableFuture<>();
        Outcome<OutboxPump> known;
        synchronized (this) {
            known = telling ? null : outcome;
            if (known == null) {
                waiting.add(answer::complete);
            }
        }
        if (known != null) {
            answer.complete(known);
        }
        return answer;
    }

    /** It has started, or could not be. */
    void complete(Outcome<OutboxPump> started) {
        synchronized (this) {
            outcome = started;
            telling = true;
        }
        for (Consumer<Outcome<OutboxPump>> next = next(); next != null; next = next()) {
            next.accept(started);
        }
    }

    private synchronized @Nullable Consumer<Outcome<OutboxPump>> next() {
        telling = !waiting.isEmpty();
        return waiting.poll();
    }
}
