// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.plugin.Plugins;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.command.CommandProvider;
import dev.heliograph.time.SystemTimeline;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** A command that a plugin brought: its settings are its options. */
public final class PluginCommand implements Task {
    private final CommandProvider provider;
    private final CommandSpec spec;

    private PluginCommand(CommandProvider provider) {
        this.provider = provider;
        this.spec = CommandSpec.wrapWithoutInspection(this)
                .name(provider.typed().substring(provider.typed().indexOf(' ') + 1));
        spec.usageMessage().description(shown(provider.description()));
        provider.settings().forEach(this::add);
    }

    /** Adds those that were found to the command line; one that cannot be added is told by {@link #problem}. */
    public static void addTo(CommandLine root, Plugins plugins) {
        plugins.commands().values().forEach(provider -> addTo(root, provider));
        CommandGroup.describe(root);
    }

    static void addTo(CommandLine root, CommandProvider provider) {
        if (problem(provider, root.getCommandSpec()) == null) {
            CommandSpec spec = new PluginCommand(provider).spec;
            under(root, provider.group()).addSubcommand(spec.name(), spec);
        }
    }

    private static CommandLine under(CommandLine root, String group) {
        if (group.isEmpty()) {
            return root;
        }
        CommandLine parent = root.getSubcommands().get(group);
        return parent == null ? CommandGroup.addTo(root, group) : parent;
    }

    /** Why a command is not offered, or null where it is. */
    static @Nullable String problem(CommandProvider provider, CommandSpec root) {
        String type = provider.getClass().getName();
        boolean alone = provider.group().isEmpty();
        String first = alone ? provider.scheme() : provider.group();
        CommandLine own = root.subcommands().get(first);
        Object there = own == null ? null : own.getCommandSpec().userObject();
        if (there instanceof CommandGroup ? alone : !alone && there instanceof PluginCommand) {
            return "command plugin " + type + " wants '" + first
                    + (alone
                            ? "' for itself, under which there are commands of other plugins"
                            : "' to hold commands, which is a command of another plugin");
        }
        if (own != null && !isOfPlugins(there)) {
            return "command plugin " + type + (alone ? " answers to '" : " stands under '") + first
                    + "', which is a command of heliograph itself";
        }
        for (Setting<?> setting : provider.settings()) {
            if (root.optionsMap().containsKey("--" + setting.key())) {
                return "command plugin " + type + " wants an option --" + setting.key()
                        + ", which every command has already";
            }
        }
        return null;
    }

    private static boolean isOfPlugins(@Nullable Object command) {
        return command instanceof PluginCommand || command instanceof CommandGroup || command instanceof MissingCommand;
    }

    @Override
    public int run(Workplace place) {
        Plugins.Selection selection =
                place.plugins().select(place.configuration().environment());
        Settings options = selection.options(provider, given());
        selection.check();
        try (SystemTimeline clock = SystemTimeline.start();
                LentState state = new LentState(place, clock)) {
            return provider.run(
                    options,
                    new LentCommand(
                            clock.context(provider.scheme()),
                            new Reporter(place.console(), place.json()),
                            place.console().err()::println,
                            place.console().in(),
                            place.plugins(),
                            state,
                            Interruption.awaited()));
        }
    }

    private Map<String, String> given() {
        ParseResult parsed = spec.commandLine().getParseResult();
        Map<String, String> given = new LinkedHashMap<>();
        for (Setting<?> setting : provider.settings()) {
            ArgSpec typed = setting.key().equals(Setting.REST)
                    ? parsed.matchedPositional(0)
                    : parsed.matchedOption("--" + setting.key());
            if (typed != null) {
                given.put(setting.key(), String.valueOf(typed.<@Nullable Object>getValue()));
            }
        }
        return given;
    }

    private void add(Setting<?> setting) {
        String[] description = {shown(setting.sentence() + fallback(setting))};
        if (setting.key().equals(Setting.REST)) {
            spec.addPositional(PositionalParamSpec.builder()
                    .type(String.class)
                    .index("0")
                    .arity("0..1")
                    .paramLabel(setting.placeholder())
                    .description(description)
                    .build());
            return;
        }
        boolean flag = setting.type().equals("true or false");
        OptionSpec.Builder option = OptionSpec.builder("--" + setting.key())
                // one that is no flag: its value is read by the plugin's own rules
                .type(flag ? boolean.class : String.class)
                .arity(flag ? "0..1" : "1")
                .paramLabel(label(setting, flag))
                .description(description);
        if (flag) {
            option.fallbackValue("true");
        } else if (setting.type().contains("|")) {
            option.completionCandidates(List.of(setting.type().split("\\|")));
        }
        spec.addOption(option.build());
    }

    private static String label(Setting<?> setting, boolean flag) {
        return flag ? "true|false" : setting.placeholder();
    }

    private static String fallback(Setting<?> setting) {
        String text = setting.fallback();
        if (text == null) {
            return " Required.";
        }
        return text.isEmpty() || setting.secret() ? "" : " Default: " + text + ".";
    }

    /** Descriptions are formats to picocli. */
    private static String shown(String text) {
        return text.replace("%", "%%").replace("${", "$${");
    }
}
