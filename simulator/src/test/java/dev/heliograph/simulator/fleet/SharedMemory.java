// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.fleet;

import dev.heliograph.spi.PluginApi;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.state.ForwardingStateStore;
import dev.heliograph.spi.state.StateStore;
import dev.heliograph.spi.state.StateStoreProvider;
import dev.heliograph.state.memory.MemoryStateStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** A store that outlives its fleet, as a durable one does: the same name is the same store until the JVM ends. */
public final class SharedMemory implements StateStoreProvider {
    private static final Map<String, StateStore> STORES = new ConcurrentHashMap<>();
    private static final Setting<String> NAME = Setting.rest(null, "Which store.");
    private static final Setting<Boolean> AT_ONCE =
            Setting.flag("at-once", false, "Whether several fleets use it at the same time.");

    @Override
    public String scheme() {
        return "shared";
    }

    @Override
    public String description() {
        return "Memory that outlives its fleet.";
    }

    @Override
    public int apiLevel() {
        return PluginApi.LEVEL;
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(NAME, AT_ONCE);
    }

    @Override
    public StateStore open(Settings settings, PluginContext context) {
        return new ForwardingStateStore(STORES.computeIfAbsent(settings.get(NAME), name -> new MemoryStateStore())) {
            @Override
            public boolean durable() {
                return true;
            }

            @Override
            public boolean shared() {
                return settings.get(AT_ONCE);
            }

            @Override
            public CompletionStage<Void> close() {
                return CompletableFuture.completedStage(null);
            }
        };
    }
}
