// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.contract;

import dev.heliograph.simulator.SimulatorTransportProvider;
import dev.heliograph.testkit.transport.TransportContract;
import dev.heliograph.testkit.transport.TransportFixture;

class SimulatorTransportContractTest extends TransportContract {
    @Override
    protected TransportFixture fixture() {
        return TransportFixture.inVirtualTime(new SimulatorTransportProvider(), "seed=7");
    }
}
