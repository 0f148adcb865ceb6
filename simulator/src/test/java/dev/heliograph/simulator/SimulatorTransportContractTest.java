// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator;

import dev.heliograph.simulator.world.Fault;
import dev.heliograph.testkit.transport.TransportContract;
import dev.heliograph.testkit.transport.TransportFixture;

class SimulatorTransportContractTest extends TransportContract {
    @Override
    protected TransportFixture fixture() {
        return TransportFixture.inVirtualTime(new SimulatorTransportProvider(), "seed=7")
                .sabotagedBy((transport, erring) -> transport
                        .facet(SimulatedTelegram.class)
                        .orElseThrow()
                        .rate(Fault.SERVER_ERRORS_AFTER, erring ? 1 : 0));
    }
}
