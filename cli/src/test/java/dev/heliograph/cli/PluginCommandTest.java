// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that a plugin brings, with {@link CensusCommand} for an example. */
class PluginCommandTest {
    private final Screen screen = new Screen();

    @Nested
    class Its_report {
        @Test
        void is_lines_and_tables_for_people() {
            assertThat(run("census", "hamlet")).isZero();
            assertThat(out()).isEqualTo("""
                    town:           hamlet
                    size of houses: small
                    loud:           no
                    pause:          2s
                    since:          1970-01-01 00:00:00 UTC

                    MAYOR
                    name   Ida
                    age    44

                    NUMBER  HEADS
                         1      7
                         2      0
                    """);
        }

        @Test
        void is_one_document_for_programs() {
            assertThat(run("census", "--json", "hamlet")).isZero();
            assertThat(out())
                    .isEqualTo("{\"town\":\"hamlet\",\"size_of_houses\":\"small\",\"loud\":false,\"pause_ms\":2000,"
                            + "\"since\":\"1970-01-01T00:00:00Z\",\"mayor\":{\"name\":\"Ida\",\"age\":44},"
                            + "\"houses\":[{\"number\":1,\"heads\":7},{\"number\":2,\"heads\":0}]}\n");
        }

        @Test
        void goes_with_the_exit_code_of_the_command() {
            assertThat(run("census", "--heads", "0")).isEqualTo(1);
        }
    }

    @Nested
    class Its_options {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "--json census hamlet --loud --pause 5s --size LARGE",
                    "census --loud hamlet --pause=5s --size=large --json",
                    "--log-level off census --size large --loud=true --json hamlet --pause PT5S"
                })
        void stand_in_any_order(String line) {
            assertThat(run(line.split(" "))).isZero();
            assertThat(out())
                    .startsWith("{\"town\":\"hamlet\",\"size_of_houses\":\"large\",\"loud\":true,\"pause_ms\":5000,");
        }

        @Test
        void are_all_refused_at_once_where_several_are_wrong() {
            assertThat(run("census", "--heads", "101", "--pause", "soon", "--size", "huge"))
                    .isEqualTo(2);
            assertThat(out()).isEmpty();
            assertThat(err().lines())
                    .satisfiesExactly(
                            line -> assertThat(line).contains("--heads '101'", "from 0 to 100"),
                            line -> assertThat(line).contains("--pause 'soon'"),
                            line -> assertThat(line).contains("--size 'huge'", "small, large"));
        }

        @Test
        void that_it_does_not_have_are_named() {
            assertThat(run("census", "--tails", "3")).isEqualTo(2);
            assertThat(err())
                    .contains("--tails", "See 'heliograph census --help'")
                    .doesNotContain("\tat ");
        }

        @Test
        void are_explained_by_its_help() {
            assertThat(run("census", "--help")).isZero();
            assertThat(out())
                    .contains(
                            "Counts people.",
                            "--heads=NUMBER",
                            "How many there are, at 100 % most. Default: 7.",
                            "--size=small|large",
                            "--config=FILE");
        }
    }

    @Test
    void what_cannot_be_done_is_said_without_a_stack_trace() {
        assertThat(run("census", "atlantis")).isEqualTo(2);
        assertThat(err()).isEqualToIgnoringNewLines("heliograph: atlantis: expected a town above the sea");
    }

    @Test
    void is_listed_among_the_commands() {
        assertThat(run("--help")).isZero();
        assertThat(out()).contains("census", "Counts people.");
    }

    @Test
    void is_listed_among_the_plugins() {
        assertThat(run("plugins")).isZero();
        assertThat(out()).containsPattern("command +census +Counts people\\.");
    }

    @Test
    void is_described_as_a_plugin() {
        assertThat(run("plugins", "describe", "census")).isZero();
        assertThat(out()).contains("census  command. Counts people.", "--heads", "(argument)");
    }

    @Test
    void is_completed() {
        assertThat(run("completion")).isZero();
        assertThat(out()).contains("census", "--heads", "\"small\" \"large\"");
    }

    private int run(String... arguments) {
        return screen.run("", arguments);
    }

    private String out() {
        return screen.out();
    }

    private String err() {
        return screen.err();
    }
}
