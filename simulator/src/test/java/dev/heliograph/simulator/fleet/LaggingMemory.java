// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.fleet;

import dev.heliograph.model.Outcome;
import dev.heliograph.model.Replication;
import dev.heliograph.spi.PluginApi;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.state.Appended;
import dev.heliograph.spi.state.ForwardingOutbox;
import dev.heliograph.spi.state.ForwardingStateStore;
import dev.heliograph.spi.state.Outbox;
import dev.heliograph.spi.state.OutboxDraft;
import dev.heliograph.spi.state.StateStore;
import dev.heliograph.spi.state.StateStoreProvider;
import dev.heliograph.state.memory.MemoryStateStore;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A store whose replica never confirms anything in time. */
public final class LaggingMemory implements StateStoreProvider {
    @Override
    public String scheme() {
        return "lagging";
    }

    @Override
    public String description() {
        return "Memory with a replica that lags behind.";
    }

    @Override
    public int apiLevel() {
        return PluginApi.LEVEL;
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of();
    }

    @Override
    public StateStore open(Settings settings, PluginContext context) {
        StateStore memory = new MemoryStateStore();
        Outbox outbox = new Lagging(memory.outbox());
        return new ForwardingStateStore(memory) {
            @Override
            public Outbox outbox() {
                return outbox;
            }
        };
    }

    private static final class Lagging extends ForwardingOutbox {
        Lagging(Outbox target) {
            super(target);
        }

        @Override
        public CompletionStage<Outcome<List<Appended>>> append(String queue, List<OutboxDraft> drafts, Instant now) {
            return super.append(queue, drafts, now)
                    .thenApply(outcome -> outcome.map(rows -> rows.stream()
                            .map(row -> new Appended(row.id(), row.fresh(), Replication.UNCONFIRMED))
                            .toList()));
        }
    }
}
