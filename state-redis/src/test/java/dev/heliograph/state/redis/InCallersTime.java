// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import dev.heliograph.spi.PluginApi;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.state.StateStore;
import dev.heliograph.spi.state.StateStoreProvider;
import java.util.List;

/** The providers of this module with the caller's time, which the contract moves, in place of the server's. */
record InCallersTime(StateStoreProvider provider) implements StateStoreProvider {
    @Override
    public String scheme() {
        return provider.scheme();
    }

    @Override
    public String description() {
        return provider.description();
    }

    @Override
    public int apiLevel() {
        return PluginApi.LEVEL;
    }

    @Override
    public List<Setting<?>> settings() {
        return provider.settings();
    }

    @Override
    public StateStore open(Settings settings, PluginContext context) {
        return provider instanceof SentinelStateProvider
                ? Opening.sentinels(TimeSource.CALLER, settings, context)
                : Opening.server(scheme(), false, TimeSource.CALLER, settings, context);
    }
}
