// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/** A simulated Telegram, the transport that enters it in process, and a Bot API server in front of it. */
@org.jspecify.annotations.NullMarked
module dev.heliograph.simulator {
    requires transitive dev.heliograph.core;
    requires transitive org.jspecify;
    requires java.net.http;
    requires org.eclipse.jetty.http;
    requires org.eclipse.jetty.io;
    requires org.eclipse.jetty.server;
    requires org.eclipse.jetty.util;
    requires tools.jackson.databind;

    exports dev.heliograph.simulator;
    exports dev.heliograph.simulator.botapi;
    exports dev.heliograph.simulator.server;
    exports dev.heliograph.simulator.world;

    provides dev.heliograph.spi.transport.TransportProvider with
            dev.heliograph.simulator.SimulatorTransportProvider;
    provides dev.heliograph.spi.command.CommandProvider with
            dev.heliograph.simulator.SimulateServerCommand;
}
