// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package com.acme.courier;

import dev.heliograph.testkit.rules.PluginRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class CourierRulesTest {
    @TestFactory
    Stream<DynamicTest> rules() {
        return PluginRules.tests("com.acme.courier");
    }
}
