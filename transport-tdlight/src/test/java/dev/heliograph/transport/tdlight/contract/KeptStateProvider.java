// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.contract;

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

/** Opens {@code kept:NAME}, which several fleets share and which outlives them: the same name is the same store. */
public final class KeptStateProvider implements StateStoreProvider {
    private static final Map<String, StateStore> STORES = new ConcurrentHashMap<>();
    private static final Setting<String> NAME = Setting.rest(null, "Which store.");

    /** For {@link java.util.ServiceLoader}. */
    public KeptStateProvider() {}

    /** The store of that name. */
    static StateStore store(String name) {
        return STORES.computeIfAbsent(name, fresh -> new MemoryStateStore());
    }

    @Override
    public String scheme() {
        return "kept";
    }

    @Override
    public String description() {
        return "A store of a test.";
    }

    @Override
    public int apiLevel() {
        return PluginApi.LEVEL;
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(NAME);
    }

    @Override
    public StateStore open(Settings settings, PluginContext context) {
        return new ForwardingStateStore(store(settings.get(NAME))) {
            @Override
            public boolean durable() {
                return true;
            }

            @Override
            public boolean shared() {
                return true;
            }

            @Override
            public CompletionStage<Void> close() {
                return CompletableFuture.completedFuture(null);
            }
        };
    }
}
