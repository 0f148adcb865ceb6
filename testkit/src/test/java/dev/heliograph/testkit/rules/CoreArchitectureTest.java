// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.rules;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The core is judged from here, because it cannot depend on the kit that depends on it. */
class CoreArchitectureTest {

    @TestFactory
    Stream<DynamicTest> rules() {
        return HeliographRules.tests(
                "dev.heliograph.model", "dev.heliograph.spi", "dev.heliograph.time", "dev.heliograph.plugin");
    }
}
