// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.memory;

import dev.heliograph.spi.Provider;
import dev.heliograph.testkit.provider.ProviderContract;

class MemoryStateProviderContractTest extends ProviderContract {
    @Override
    protected Provider provider() {
        return new MemoryStateProvider();
    }
}
