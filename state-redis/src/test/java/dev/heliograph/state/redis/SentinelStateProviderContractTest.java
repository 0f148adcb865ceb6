// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import dev.heliograph.spi.Provider;
import dev.heliograph.testkit.provider.ProviderContract;

class SentinelStateProviderContractTest extends ProviderContract {
    @Override
    protected Provider provider() {
        return new SentinelStateProvider();
    }
}
