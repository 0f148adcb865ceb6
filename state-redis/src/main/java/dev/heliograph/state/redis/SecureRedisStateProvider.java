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

/** Opens {@code rediss://host:port/database}, which is {@code redis:} over TLS. */
public final class SecureRedisStateProvider implements StateStoreProvider {
    static final String SCHEME = "rediss";

    /** Does nothing. */
    public SecureRedisStateProvider() {}

    @Override
    public String scheme() {
        return SCHEME;
    }

    @Override
    public String description() {
        return "Keeps state in a Redis server or cluster as redis: does, over TLS.";
    }

    @Override
    public int apiLevel() {
        return PluginApi.LEVEL;
    }

    @Override
    public List<Setting<?>> settings() {
        return RedisSettings.with(RedisSettings.HOSTS, RedisSettings.CLUSTER);
    }

    @Override
    public StateStore open(Settings settings, PluginContext context) {
        return Opening.server(SCHEME, true, TimeSource.SERVER, settings, context);
    }
}
