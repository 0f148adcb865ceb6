// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import dev.heliograph.spi.state.StateStoreProvider;

class ClusterUpkeepTest extends RedisUpkeepContract {
    @Override
    StateStoreProvider provider() {
        return new RedisStateProvider();
    }

    @Override
    String address() {
        return "//127.0.0.1:" + Servers.cluster().get(0) + ",127.0.0.1:"
                + Servers.cluster().get(1);
    }
}
