// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.api.Heliograph;
import dev.heliograph.spi.time.Strand;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Waits until no message of a fleet is under way any more. */
final class Calm {
    private static final Duration LOOK = Duration.ofMillis(50);

    private Calm() {}

    /** Completes when nothing waits and nothing is in flight, or after that time. */
    static CompletableFuture<Void> of(Heliograph heliograph, Duration patience) {
        CompletableFuture<Void> calm = new CompletableFuture<>();
        Strand strand = heliograph.timeline().strand("calm");
        Object unused = strand.after(patience, () -> calm.complete(null));
        look(heliograph, strand, calm);
        return calm;
    }

    private static void look(Heliograph heliograph, Strand strand, CompletableFuture<Void> calm) {
        // the pause takes its turn before the first look, and the ends are stored after the last one
        Object unused = strand.after(LOOK, () -> {
            boolean busy = heliograph.clients().stream()
                    .anyMatch(client -> client.statistics().queueDepth() > 0);
            if (busy && !calm.isDone()) {
                look(heliograph, strand, calm);
            } else {
                Object unusedEnd = strand.after(LOOK, () -> calm.complete(null));
            }
        });
    }
}
