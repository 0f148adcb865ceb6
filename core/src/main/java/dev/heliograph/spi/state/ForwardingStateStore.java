// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.state;

import dev.heliograph.model.Implementable;
import dev.heliograph.spi.session.SessionVault;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The ports of another store, unchanged; extend it to change some calls and keep those that are added later. */
@Implementable
public class ForwardingStateStore implements StateStore {
    private final StateStore target;

    /** Hands every call to the target. */
    protected ForwardingStateStore(StateStore target) {
        this.target = target;
    }

    @Override
    public boolean durable() {
        return target.durable();
    }

    @Override
    public boolean shared() {
        return target.shared();
    }

    @Override
    public Cells cells() {
        return target.cells();
    }

    @Override
    public Buckets buckets() {
        return target.buckets();
    }

    @Override
    public Outbox outbox() {
        return target.outbox();
    }

    @Override
    public Signals signals() {
        return target.signals();
    }

    @Override
    public Values values() {
        return target.values();
    }

    @Override
    public SessionVault vault() {
        return target.vault();
    }

    @Override
    public Optional<Upkeep> upkeep() {
        return target.upkeep();
    }

    @Override
    public Optional<String> replaced() {
        return target.replaced();
    }

    @Override
    public CompletionStage<Void> close() {
        return target.close();
    }
}
