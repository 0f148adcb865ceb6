// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.memory;

import dev.heliograph.spi.PluginApi;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.state.StateStore;
import dev.heliograph.spi.state.StateStoreProvider;
import java.util.List;

/** Opens {@code memory:}, a fresh store each time. */
public final class MemoryStateProvider implements StateStoreProvider {
    /** Does nothing. */
    public MemoryStateProvider() {}

    @Override
    public String scheme() {
        return "memory";
    }

    @Override
    public String description() {
        return "Keeps state in this process only: nothing outlives it, nobody shares it.";
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
        return new MemoryStateStore();
    }
}
