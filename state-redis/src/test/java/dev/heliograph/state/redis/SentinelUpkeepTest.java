// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import dev.heliograph.spi.state.StateStoreProvider;

class SentinelUpkeepTest extends RedisUpkeepContract {
    @Override
    StateStoreProvider provider() {
        return new SentinelStateProvider();
    }

    @Override
    String address() {
        return "//127.0.0.1:" + Servers.sentinel();
    }
}
