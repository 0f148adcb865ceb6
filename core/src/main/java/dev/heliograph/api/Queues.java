// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.engine.Chooser;
import dev.heliograph.engine.Fences;
import dev.heliograph.engine.Fleet;
import dev.heliograph.engine.OutboxPump;
import dev.heliograph.spi.state.Claimant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The pumps of a fleet, one per queue of the outbox, each started at its first use. */
final class Queues {
    private static final String OWNER = "local";
    private final Map<String, CompletableFuture<OutboxPump>> pumps = new LinkedHashMap<>();
    private final Fleet fleet;

    Queues(Fleet fleet) {
        this.fleet = fleet;
    }

    synchronized CompletableFuture<OutboxPump> pump(String queue, Chooser chooser) {
        return pumps.computeIfAbsent(queue, name -> start(name, chooser));
    }

    synchronized void stop() {
        for (CompletionStage<OutboxPump> started : pumps.values()) {
            started.thenAccept(OutboxPump::stop);
        }
    }

    /** Completes when the ends of all rows are stored. */
    synchronized CompletableFuture<Void> emptied() {
        return CompletableFuture.allOf(pumps.values().stream()
                .map(started -> started.thenCompose(OutboxPump::emptied))
                .toArray(CompletableFuture<?>[]::new));
    }

    private CompletableFuture<OutboxPump> start(String queue, Chooser chooser) {
        return Fences.next(fleet.state().cells(), OWNER + "/" + queue, fleet.timeline())
                .thenCompose(fence -> {
                    Claimant claimant = fence.orThrow();
                    OutboxPump pump =
                            new OutboxPump(fleet.state().outbox(), queue, claimant, fleet.timeline(), chooser);
                    return pump.start().thenApply(unknown -> pump);
                })
                .toCompletableFuture();
    }
}
