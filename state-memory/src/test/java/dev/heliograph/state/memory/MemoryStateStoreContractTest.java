// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.memory;

import dev.heliograph.spi.state.StateStoreProvider;
import dev.heliograph.testkit.provider.Configured;
import dev.heliograph.testkit.state.StateStoreContract;

class MemoryStateStoreContractTest extends StateStoreContract {
    @Override
    protected Configured<? extends StateStoreProvider> state() {
        return Configured.of(new MemoryStateProvider());
    }
}
