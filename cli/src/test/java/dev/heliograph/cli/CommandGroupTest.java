// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands of plugins that stand under another, with {@link TallyCommand} for an example. */
class CommandGroupTest {
    private final Screen screen = new Screen();

    @ParameterizedTest
    @ValueSource(
            strings = {"bureau tally - --json", "bureau tally --json", "--json bureau tally -", "bureau --json tally"})
    void a_command_under_it_is_run_and_reads_standard_input(String line) {
        assertThat(run(line.split(" "))).isZero();
        assertThat(out()).isEqualTo("{\"source\":\"-\",\"letters\":5}\n");
    }

    @Test
    void the_options_are_those_of_the_command_and_of_every_command() {
        assertThat(run("bureau", "tally", "x", "--twice", "--log-level", "off", "--json"))
                .isZero();
        assertThat(out()).isEqualTo("{\"source\":\"x\",\"letters\":10}\n");
    }

    @Test
    void what_is_wrong_with_its_options_is_told_with_the_name_that_was_typed() {
        assertThat(run("bureau", "tally", "--most", "10")).isEqualTo(2);
        assertThat(err()).contains("bureau tally: --most '10'").doesNotContain("bureau-tally");
    }

    @Test
    void by_itself_it_shows_what_is_under_it_and_ends_as_wrong_usage() {
        assertThat(run("bureau")).isEqualTo(2);
        assertThat(out()).isEmpty();
        assertThat(err()).contains("heliograph bureau", "tally", "Counts letters.");
    }

    @Test
    void its_help_lists_what_is_under_it() {
        assertThat(run("bureau", "--help")).isZero();
        assertThat(out()).contains("heliograph bureau", "COMMAND", "tally", "Counts letters.");
    }

    @Test
    void the_help_of_a_command_under_it_explains_the_options() {
        assertThat(run("bureau", "tally", "--help")).isZero();
        assertThat(out()).contains("heliograph bureau tally", "--twice", "--config=FILE");
    }

    @Test
    void it_is_one_line_in_the_help_of_heliograph() {
        assertThat(run("--help")).isZero();
        assertThat(out()).containsPattern("bureau +Commands: tally\\.").doesNotContain("bureau-tally");
    }

    @Test
    void a_command_that_is_not_under_it_is_named() {
        assertThat(run("bureau", "tell")).isEqualTo(2);
        assertThat(err()).contains("unknown command 'tell'", "See 'heliograph bureau --help'");
    }

    @Test
    void the_name_of_the_plugin_is_no_command() {
        assertThat(run("bureau-tally")).isEqualTo(2);
        assertThat(err()).contains("unknown command 'bureau-tally'");
    }

    @Test
    void the_list_of_plugins_has_it_as_it_is_typed() {
        assertThat(run("plugins")).isZero();
        assertThat(out()).containsPattern("command +bureau tally +Counts letters\\.");
        assertThat(err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bureau-tally", "bureau tally"})
    void it_is_described_by_either_name(String name) {
        assertThat(run(("plugins describe " + name).split(" "))).isZero();
        assertThat(out()).contains("bureau tally  command. Counts letters.", "--twice");
    }

    @Test
    void it_is_completed() {
        assertThat(run("completion")).isZero();
        assertThat(out()).contains("bureau tally", "--twice");
    }

    private int run(String... arguments) {
        return screen.run("hello", arguments);
    }

    private String out() {
        return screen.out();
    }

    private String err() {
        return screen.err();
    }
}
