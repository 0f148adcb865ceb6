// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestedVersionsTest {
    @ParameterizedTest
    @ValueSource(strings = {"1.8.35", "1.8.50", "1.8.67"})
    void both_ends_and_what_lies_between_were_tested(String version) {
        assertThat(TestedVersions.include(version)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8.34", "1.8.68", "1.9.0", "1.7.40", "2.8.50", "", "1.8", "1.8.40-beta", "x"})
    void others_were_not(String version) {
        assertThat(TestedVersions.include(version)).isFalse();
    }
}
