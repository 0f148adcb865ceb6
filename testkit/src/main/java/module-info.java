// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0

/** Contracts, rules and seeded tests for Heliograph and for everybody who writes a plugin for it. */
module dev.heliograph.testkit {
    requires transitive com.tngtech.archunit;
    requires transitive dev.heliograph.core;
    requires transitive org.junit.jupiter.api;
    requires static org.jspecify;

    exports dev.heliograph.testkit.rules;
    exports dev.heliograph.testkit.seeds;

    // JUnit builds the extension behind @Seeds by reflection.
    opens dev.heliograph.testkit.seeds to
            org.junit.platform.commons;
}
