// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0

/** Contracts, rules and seeded tests for Heliograph and for everybody who writes a plugin for it. */
module dev.heliograph.testkit {
    requires java.management;
    requires transitive com.tngtech.archunit;
    requires transitive dev.heliograph.core;
    requires transitive org.junit.jupiter.api;
    requires static org.jspecify;
    requires org.assertj.core;

    exports dev.heliograph.testkit.metrics;
    exports dev.heliograph.testkit.provider;
    exports dev.heliograph.testkit.rules;
    exports dev.heliograph.testkit.seeds;
    exports dev.heliograph.testkit.state;
    exports dev.heliograph.testkit.time;
    exports dev.heliograph.testkit.transport;

    // The contracts look for registered providers as a fleet does.
    uses dev.heliograph.spi.metrics.MetricsProvider;
    uses dev.heliograph.spi.state.StateStoreProvider;
    uses dev.heliograph.spi.transport.TransportProvider;

    // JUnit builds the extension behind @Seeds by reflection.
    opens dev.heliograph.testkit.seeds to
            org.junit.platform.commons;
    // JUnit runs the nested classes of a contract by reflection.
    opens dev.heliograph.testkit.metrics to
            org.junit.platform.commons;
    opens dev.heliograph.testkit.provider to
            org.junit.platform.commons;
    opens dev.heliograph.testkit.state to
            org.junit.platform.commons;
    opens dev.heliograph.testkit.transport to
            org.junit.platform.commons;
}
