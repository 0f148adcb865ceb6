// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/** A simulated Telegram, and the transport that enters it in process. */
@org.jspecify.annotations.NullMarked
module dev.heliograph.simulator {
    requires transitive dev.heliograph.core;
    requires transitive org.jspecify;

    exports dev.heliograph.simulator;
    exports dev.heliograph.simulator.world;

    provides dev.heliograph.spi.transport.TransportProvider with
            dev.heliograph.simulator.SimulatorTransportProvider;
}
