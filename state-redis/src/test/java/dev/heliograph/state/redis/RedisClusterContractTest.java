// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import dev.heliograph.spi.state.StateStoreProvider;
import dev.heliograph.testkit.provider.Configured;
import dev.heliograph.testkit.state.StateStoreContract;

/** The whole contract against a cluster of three masters. */
class RedisClusterContractTest extends StateStoreContract {
    @Override
    protected Configured<? extends StateStoreProvider> state() {
        return Configured.of(
                new InCallersTime(new RedisStateProvider()),
                "=//127.0.0.1:" + Servers.cluster().get(0) + ",127.0.0.1:"
                        + Servers.cluster().get(1),
                "prefix=" + Servers.freshPrefix());
    }

    @Override
    protected boolean durable() {
        return true;
    }
}
