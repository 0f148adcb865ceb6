// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.cli.render.Json;
import dev.heliograph.cli.render.TableText;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.plugin.Plugins;
import dev.heliograph.spi.Provider;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.command.CommandProvider;
import dev.heliograph.spi.transport.TransportProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Lists the plugins that were found. */
@Command(
        name = "plugins",
        description = "List the installed plugins and the commands that need further ones.",
        subcommands = PluginsCommand.Describe.class)
public final class PluginsCommand implements Task {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public int run(Workplace place) {
        Plugins plugins = place.plugins();
        List<Found> found = found(plugins);
        List<String> problems = problems(plugins);
        List<MissingCommand> missing = MissingCommand.of(spec.root());
        if (place.json()) {
            place.console()
                    .out()
                    .println(new Json()
                            .put("plugins", found.stream().map(Found::json).toList())
                            .put("problems", problems)
                            .put(
                                    "missing_commands",
                                    missing.stream().map(MissingCommand::json).toList()));
            return ExitCode.DONE;
        }
        TableText table = new TableText("KIND", "ADDRESS", "WHAT IT IS");
        found.forEach(one -> table.row(one.kind, one.address(), one.provider.description()));
        place.console().out().print(table);
        if (!missing.isEmpty()) {
            TableText absent = new TableText("NOT INSTALLED", "NEEDS");
            missing.forEach(one -> absent.row(one.name(), one.need()));
            place.console().out().print("\n" + absent);
        }
        problems.forEach(problem -> place.console().err().println("heliograph: " + problem));
        return ExitCode.DONE;
    }

    private List<String> problems(Plugins plugins) {
        List<String> problems = new ArrayList<>(plugins.problems());
        for (CommandProvider command : plugins.commands().values()) {
            String problem = PluginCommand.problem(command, spec.root());
            if (problem != null) {
                problems.add(problem);
            }
        }
        return problems;
    }

    private static List<Found> found(Plugins plugins) {
        List<Found> found = new ArrayList<>();
        add("transport", plugins.transports(), found);
        add("state", plugins.states(), found);
        add("metrics", plugins.metrics(), found);
        add("command", plugins.commands(), found);
        return found;
    }

    private static void add(String kind, SortedMap<String, ? extends Provider> providers, List<Found> into) {
        providers.values().forEach(provider -> into.add(new Found(kind, provider)));
    }

    private record Found(String kind, Provider provider) {
        /** As people write it. */
        String address() {
            return provider instanceof CommandProvider command ? command.typed() : provider.scheme() + ":";
        }

        String key(Setting<?> setting) {
            boolean command = provider instanceof CommandProvider;
            if (setting.key().equals(Setting.REST)) {
                return command ? "(argument)" : "(after the colon)";
            }
            return command ? "--" + setting.key() : setting.key();
        }

        Json json() {
            return new Json()
                    .put("kind", kind)
                    .put("scheme", provider.scheme())
                    .put("description", provider.description());
        }

        Json jsonWithSettings() {
            Json json = json().put(
                            "settings",
                            provider.settings().stream().map(this::json).toList());
            return json.put("features", features());
        }

        @Nullable
        List<String> features() {
            return provider instanceof TransportProvider transport
                    ? transport.capabilities().features().stream()
                            .map(Object::toString)
                            .toList()
                    : null;
        }

        private Json json(Setting<?> setting) {
            return new Json()
                    .put("key", key(setting))
                    .put("type", setting.type())
                    .put("default", setting.secret() ? null : setting.fallback())
                    .put("required", setting.fallback() == null)
                    .put("secret", setting.secret())
                    .put("sentence", setting.sentence());
        }
    }

    /** Shows the settings of one plugin. */
    @Command(
            name = "describe",
            description = "Show the settings that the address of a plugin takes, or the options of a command.")
    public static final class Describe implements Task {
        @ParentCommand
        @SuppressWarnings({"NullAway.Init", "UnusedVariable"})
        private PluginsCommand parent;

        @Parameters(
                paramLabel = "SCHEME",
                arity = "1..*",
                description = "Such as simulator or memory, or the name of a command.")
        private List<String> words = List.of();

        @Override
        public int run(Workplace place) {
            // a command may be named as it is typed
            String scheme = String.join("-", words);
            String wanted = scheme.endsWith(":") ? scheme.substring(0, scheme.length() - 1) : scheme;
            List<Found> found = found(place.plugins());
            List<Found> matching = found.stream()
                    .filter(one -> one.provider.scheme().equals(wanted))
                    .toList();
            if (matching.isEmpty()) {
                throw new ConfigurationException("no plugin answers to '" + wanted + ":'; installed: "
                        + String.join(", ", found.stream().map(Found::address).toList()));
            }
            if (place.json()) {
                place.console().out().println(matching.get(0).jsonWithSettings());
            } else {
                matching.forEach(one -> place.console().out().print(text(one)));
            }
            return ExitCode.DONE;
        }

        private static String text(Found found) {
            StringBuilder text =
                    new StringBuilder(found.address() + "  " + found.kind + ". " + found.provider.description() + "\n");
            List<String> features = found.features();
            if (features != null) {
                text.append("Offers ").append(String.join(", ", features)).append(".\n");
            }
            if (found.provider.settings().isEmpty()) {
                return text.append("It takes no settings.\n").toString();
            }
            TableText table = new TableText("SETTING", "TYPE", "DEFAULT", "WHAT IT IS FOR");
            for (Setting<?> setting : found.provider.settings()) {
                String fallback =
                        setting.fallback() == null ? "(required)" : setting.secret() ? "" : setting.fallback();
                table.row(found.key(setting), setting.type(), fallback, setting.sentence());
            }
            return text.append('\n').append(table).toString();
        }
    }
}
