// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.contract;

import dev.heliograph.simulator.SimulateServerCommand;
import dev.heliograph.spi.Provider;
import dev.heliograph.testkit.provider.ProviderContract;

class SimulateServerProviderContractTest extends ProviderContract {
    @Override
    protected Provider provider() {
        return new SimulateServerCommand();
    }
}
