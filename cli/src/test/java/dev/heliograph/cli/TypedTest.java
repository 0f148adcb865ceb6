// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class TypedTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "version",
                "--json version",
                "--session plugins send --to 5 --text x",
                "--transport=simulator: demo",
                "broadcast --help",
                "--version"
            })
    void plugins_are_not_looked_for_where_the_command_is_known(String line) {
        assertThat(mayNeedPlugins(line)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "census",
                "--json census",
                "--config version census",
                "plugins describe x",
                "completion",
                "--help"
            })
    void plugins_are_looked_for_where_they_may_be_meant_or_are_shown(String line) {
        assertThat(mayNeedPlugins(line)).isTrue();
    }

    private static boolean mayNeedPlugins(String line) {
        return Typed.mayNeedPlugins(new CommandLine(new Root()).getCommandSpec(), line.split(" "));
    }
}
