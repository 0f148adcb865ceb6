// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/** Heliograph's domain, ports, engine and public API. */
@org.jspecify.annotations.NullMarked
module dev.heliograph.core {
    requires transitive org.jspecify;
    requires org.slf4j;

    exports dev.heliograph.api;
    exports dev.heliograph.model;
    exports dev.heliograph.model.text;
    exports dev.heliograph.plugin;
    exports dev.heliograph.policy;
    exports dev.heliograph.spi;
    exports dev.heliograph.spi.command;
    exports dev.heliograph.spi.metrics;
    exports dev.heliograph.spi.session;
    exports dev.heliograph.spi.state;
    exports dev.heliograph.spi.time;
    exports dev.heliograph.spi.transport;
    exports dev.heliograph.time;

    uses dev.heliograph.spi.transport.TransportProvider;
    uses dev.heliograph.spi.state.StateStoreProvider;
    uses dev.heliograph.spi.metrics.MetricsProvider;
    uses dev.heliograph.spi.command.CommandProvider;
}
