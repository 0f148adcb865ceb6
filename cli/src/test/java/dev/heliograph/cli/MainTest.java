// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program in this process, against a transport that offers nothing. */
class MainTest {
    private final Screen screen = new Screen();

    @ParameterizedTest
    @ValueSource(strings = {"history @alice", "entity @alice", "send --to 5 --text x --schedule +1h"})
    void what_the_transport_does_not_offer_is_refused_with_those_that_do(String command) {
        int code = run(("--transport mute: " + command).split(" "));
        assertThat(code).isEqualTo(2);
        assertThat(err()).contains("'mute:' does not offer", "these do: ", "simulator:");
        assertThat(out()).isEmpty();
    }

    @Test
    void a_secret_setting_of_an_address_is_masked() {
        assertThat(run("config", "--transport", "mute:?token=hunter2")).isZero();
        assertThat(out()).contains("mute:?token=***").doesNotContain("hunter2");
    }

    @Test
    void the_options_of_every_command_are_shown_by_its_help() {
        assertThat(run("broadcast", "--help")).isZero();
        assertThat(out()).contains("--when-unsure", "--config", "it does not outlive");
    }

    @Test
    void a_number_that_is_none_is_refused_in_plain_words() {
        assertThat(run("demo", "--seed", "x")).isEqualTo(2);
        assertThat(err()).contains("--seed", "'x': expected a whole number");
        assertThat(run("history", "@alice", "--limit", "9999999999")).isEqualTo(2);
        assertThat(err()).contains("'9999999999': expected a whole number");
    }

    @Test
    void the_word_of_a_refusal_is_said_once() {
        assertThat(run("send", "--transport", "simulator:", "--to", "@blocked", "--text", "x"))
                .isEqualTo(1);
        assertThat(out()).isEqualToIgnoringNewLines("FORBIDDEN USER_IS_BLOCKED");
    }

    @Test
    void stack_traces_are_shown_to_those_who_ask() {
        run("--debug", "--config", "absent.yaml", "stats");
        assertThat(err()).contains("absent.yaml: no such file", "\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stats", "version", "plugins list", "jobs", "opt-out list"})
    void what_cannot_be_printed_is_no_success(String command) {
        assertThat(screen.runWithoutOutput(command.split(" "))).isEqualTo(1);
        assertThat(err()).contains("heliograph: standard output took no more").doesNotContain("\tat ");
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
