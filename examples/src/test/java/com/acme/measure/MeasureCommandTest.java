// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package com.acme.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.plugin.Plugins;
import dev.heliograph.spi.command.CommandProvider;
import dev.heliograph.testkit.provider.Configured;
import org.junit.jupiter.api.Test;

class MeasureCommandTest {
    private final Paper paper = new Paper();

    private int run(String... options) {
        Configured<MeasureCommand> command = Configured.of(new MeasureCommand(), options);
        return command.provider().run(command.settings(), paper);
    }

    @Test
    void it_is_found_by_its_name() {
        assertThat(Plugins.installed().commands().get("measure")).isInstanceOf(MeasureCommand.class);
    }

    @Test
    void a_text_that_fits_takes_one_message() {
        assertThat(run("=Good morning", "most=12")).isEqualTo(CommandProvider.DONE);
        assertThat(paper.reports).hasToString("[{characters=12, messages=1}]");
    }

    @Test
    void a_longer_one_takes_more_and_says_so_by_its_exit_code() {
        assertThat(run("=Good morning", "most=11")).isEqualTo(CommandProvider.PARTLY);
        assertThat(paper.reports).hasToString("[{characters=12, messages=2}]");
    }

    @Test
    void no_text_is_refused_before_anything_is_reported() {
        assertThatThrownBy(this::run)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("text is missing");
        assertThat(paper.reports).isEmpty();
    }
}
