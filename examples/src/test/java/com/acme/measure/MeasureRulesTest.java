// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package com.acme.measure;

import dev.heliograph.testkit.rules.PluginRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class MeasureRulesTest {
    @TestFactory
    Stream<DynamicTest> rules() {
        return PluginRules.tests("com.acme.measure");
    }
}
