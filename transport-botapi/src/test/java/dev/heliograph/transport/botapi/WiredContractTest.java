// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.simulator.world.WorldSettings;
import dev.heliograph.testkit.transport.TransportContract;
import dev.heliograph.testkit.transport.TransportFixture;

/** The contract of transports in virtual time, without sockets. */
class WiredContractTest extends TransportContract {
    @Override
    protected TransportFixture fixture() {
        WiredProvider provider = new WiredProvider(WorldSettings.calm(7));
        return Bots.with(TransportFixture.inVirtualTime(provider), provider::server);
    }
}
