// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.spi.PluginApi;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.command.CommandContext;
import dev.heliograph.spi.command.CommandProvider;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Commands of plugins that would hide something that heliograph has itself. */
class PluginCommandProblemTest {
    private final CommandSpec root = CommandSpec.create()
            .name("heliograph")
            .addOption(OptionSpec.builder("--state").type(String.class).build())
            .addSubcommand("send", CommandSpec.create());

    @Test
    void a_name_that_is_taken_is_refused() {
        assertThat(PluginCommand.problem(new Named("send", "to"), root))
                .contains(Named.class.getName(), "'send'", "heliograph itself");
    }

    @Test
    void an_option_of_every_command_is_refused() {
        assertThat(PluginCommand.problem(new Named("count", "state"), root)).contains(Named.class.getName(), "--state");
    }

    @Test
    void what_is_free_is_offered() {
        assertThat(PluginCommand.problem(new Named("count", "to"), root)).isNull();
    }

    private record Named(String scheme, String option) implements CommandProvider {
        @Override
        public String description() {
            return "Does nothing.";
        }

        @Override
        public int apiLevel() {
            return PluginApi.LEVEL;
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(Setting.text(option, "", "Anything."));
        }

        @Override
        public int run(Settings options, CommandContext context) {
            throw new AssertionError("it is not run");
        }
    }
}
