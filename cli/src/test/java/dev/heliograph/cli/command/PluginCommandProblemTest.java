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
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Commands of plugins that would hide something that heliograph has itself. */
class PluginCommandProblemTest {
    private final CommandSpec root = CommandSpec.create()
            .name("heliograph")
            .addOption(OptionSpec.builder("--state").type(String.class).build())
            .addSubcommand("send", CommandSpec.create());
    private final CommandLine line = new CommandLine(root);

    @Test
    void a_name_that_is_taken_is_refused() {
        assertThat(PluginCommand.problem(new Named("send", "", "to"), root))
                .contains(Named.class.getName(), "'send'", "heliograph itself");
    }

    @Test
    void an_option_of_every_command_is_refused() {
        assertThat(PluginCommand.problem(new Named("count", "", "state"), root))
                .contains(Named.class.getName(), "--state");
    }

    @Test
    void what_is_free_is_offered() {
        assertThat(PluginCommand.problem(new Named("count", "", "to"), root)).isNull();
    }

    @Test
    void a_group_that_is_a_command_is_refused() {
        assertThat(PluginCommand.problem(new Named("send-twice", "send", "to"), root))
                .contains(Named.class.getName(), "stands under 'send'", "heliograph itself");
    }

    @Test
    void a_group_that_is_the_command_of_another_plugin_is_refused() {
        PluginCommand.addTo(line, new Named("count", "", "to"));

        assertThat(PluginCommand.problem(new Named("count-all", "count", "to"), root))
                .contains("'count'", "command of another plugin");
    }

    @Test
    void a_name_under_which_others_stand_is_refused() {
        PluginCommand.addTo(line, new Named("count-all", "count", "to"));

        assertThat(PluginCommand.problem(new Named("count", "", "to"), root))
                .contains("'count'", "commands of other plugins");
        assertThat(PluginCommand.problem(new Named("count-none", "count", "to"), root))
                .isNull();
    }

    @Test
    void a_command_that_is_listed_as_not_installed_leaves_its_name_free() {
        MissingCommand.addTo(line);

        assertThat(PluginCommand.problem(new Named("session-count", "session", "to"), root))
                .isNull();
    }

    private record Named(String scheme, String group, String option) implements CommandProvider {
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
