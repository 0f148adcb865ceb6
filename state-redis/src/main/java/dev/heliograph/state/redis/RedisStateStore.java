// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.session.SessionVault;
import dev.heliograph.spi.state.Buckets;
import dev.heliograph.spi.state.Cells;
import dev.heliograph.spi.state.Outbox;
import dev.heliograph.spi.state.Signals;
import dev.heliograph.spi.state.StateStore;
import dev.heliograph.spi.state.Upkeep;
import dev.heliograph.spi.state.Values;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** State in Redis, over connections of its own. */
final class RedisStateStore implements StateStore {
    private final Wire wire;
    private final String name;
    private final RedisCells cells;
    private final Buckets buckets;
    private final Outbox outbox;
    private final RedisSignals signals;
    private final RedisValues values;
    private final RedisVault vault;
    private final Upkeep upkeep;

    /** Closes the line that it is given. */
    RedisStateStore(Wire wire, String name, Settings settings, TimeSource source, PluginContext context) {
        String prefix = settings.get(RedisSettings.PREFIX);
        this.wire = wire;
        this.name = name;
        String life = Long.toString(context.timeline().instant().toEpochMilli(), Character.MAX_RADIX)
                + Long.toString(context.timeline().nanos(), Character.MAX_RADIX);
        this.cells = new RedisCells(wire, prefix, source, settings.get(RedisSettings.LEASE_GUARD));
        this.buckets = new RedisBuckets(wire, prefix, source);
        this.outbox = new RedisOutbox(wire, prefix, new LostClaims(life));
        this.signals = new RedisSignals(wire.line(), prefix, context.timeline().strand("redis signals"));
        this.values = new RedisValues(wire, prefix, source);
        this.vault = new RedisVault(wire, prefix);
        this.upkeep = new RedisUpkeep(this, wire, prefix, cells, values, vault, context.blocking());
    }

    @Override
    public boolean durable() {
        return true;
    }

    @Override
    public boolean shared() {
        return true;
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
    public Optional<Upkeep> upkeep() {
        return Optional.of(upkeep);
    }

    @Override
    public CompletionStage<Void> close() {
        signals.close();
        wire.close();
        return wire.line().close();
    }

    @Override
    public String toString() {
        return name;
    }
}
