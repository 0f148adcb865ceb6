// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.memory;

import dev.heliograph.spi.session.SessionVault;
import dev.heliograph.spi.state.Buckets;
import dev.heliograph.spi.state.Cells;
import dev.heliograph.spi.state.Outbox;
import dev.heliograph.spi.state.Signals;
import dev.heliograph.spi.state.StateStore;
import dev.heliograph.spi.state.Values;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A state store without a disk, a network, a thread or a clock. */
public final class MemoryStateStore implements StateStore {
    private final Cells cells = new MemoryCells();
    private final Buckets buckets = new MemoryBuckets();
    private final Outbox outbox = new MemoryOutbox();
    private final MemorySignals signals = new MemorySignals();
    private final Values values = new MemoryValues();
    private final SessionVault vault = new MemoryVault();

    /** An empty store. */
    public MemoryStateStore() {}

    @Override
    public boolean durable() {
        return false;
    }

    @Override
    public boolean shared() {
        return false;
    }

    @Override
    public Cells cells() {
        return cells;
    }

    @Override
    public Buckets buckets() {
        return buckets;
    }

    @Override
    public Outbox outbox() {
        return outbox;
    }

    @Override
    public Signals signals() {
        return signals;
    }

    @Override
    public Values values() {
        return values;
    }

    @Override
    public SessionVault vault() {
        return vault;
    }

    @Override
    public CompletionStage<Void> close() {
        signals.close();
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public String toString() {
        return "memory:";
    }
}
