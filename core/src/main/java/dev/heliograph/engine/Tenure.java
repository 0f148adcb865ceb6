// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Outcome;
import dev.heliograph.model.Stable;
import dev.heliograph.spi.state.Claimant;
import java.util.concurrent.CompletionStage;

/**
 * The times during which a queue is this process's. Each begins with a fence above all earlier ones, so that whatever an
 * earlier owner still has in hand is void. Used from any strand.
 */
@Stable
public final class Tenure {
    private static final String OWNER = "local";
    private final Fleet fleet;
    private final OutboxPump pump;
    private long term;

    /** Of that pump; nothing is owned before {@link #begin}. */
    public Tenure(Fleet fleet, OutboxPump pump) {
        this.fleet = fleet;
        this.pump = pump;
    }

    /** The queue is this process's; completes once the pump knows, or with why the store gave no fence. */
    public CompletionStage<Outcome<Claimant>> begin() {
        long mine = turn();
        return Fences.next(fleet.state().cells(), OWNER + "/" + pump.queue(), fleet.timeline())
                .thenApply(fence -> {
                    Claimant claimant = fence.value();
                    if (claimant != null) {
                        own(mine, claimant);
                    }
                    return fence;
                });
    }

    private synchronized void own(long mine, Claimant claimant) {
        if (mine == term) {
            pump.own(claimant);
        }
    }

    /** The queue is not this process's any more. */
    public synchronized void end() {
        term++;
        pump.disown();
    }

    private synchronized long turn() {
        return ++term;
    }
}
