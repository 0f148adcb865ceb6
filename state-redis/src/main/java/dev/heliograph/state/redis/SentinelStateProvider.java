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

/** Opens {@code redis-sentinel://host:port,host:port/database?master=NAME}. */
public final class SentinelStateProvider implements StateStoreProvider {
    static final String SCHEME = "redis-sentinel";

    /** Does nothing. */
    public SentinelStateProvider() {}

    @Override
    public String scheme() {
        return SCHEME;
    }

    @Override
    public String description() {
        return "Keeps state in the Redis server that sentinels name as the master, also after a failover.";
    }

    @Override
    public int apiLevel() {
        return PluginApi.LEVEL;
    }

    @Override
    public List<Setting<?>> settings() {
        return RedisSettings.with(
                RedisSettings.SENTINELS, RedisSettings.MASTER, RedisSettings.SENTINEL_PASSWORD, RedisSettings.TLS);
    }

    @Override
    public StateStore open(Settings settings, PluginContext context) {
        return Opening.sentinels(TimeSource.SERVER, settings, context);
    }
}
