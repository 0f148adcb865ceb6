// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.rules;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class TestkitArchitectureTest {

    @TestFactory
    Stream<DynamicTest> rules() {
        return HeliographRules.tests("dev.heliograph.testkit");
    }
}
