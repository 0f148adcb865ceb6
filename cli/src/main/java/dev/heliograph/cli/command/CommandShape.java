// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.api.PoolStrategy;
import dev.heliograph.cli.broadcast.AudienceForm.Layout;
import dev.heliograph.model.WhenUnsure;
import dev.heliograph.model.text.ParseMode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/** What help and completion show of the options: words that are accepted, and no option that a command makes no use of. */
public final class CommandShape {
    private static final Set<String> OF_A_FLEET = Set.of("--transport", "--state", "--session");
    private static final Set<String> OF_A_CONFIGURATION =
            Set.of("--transport", "--state", "--session", "--config", "--log-level");

    /** Options of every command that these make no use of; they are accepted, as everywhere. */
    private static final Map<String, Set<String>> UNUSED = Map.of(
            "demo", OF_A_FLEET,
            "simulate", OF_A_FLEET,
            "plugins", OF_A_CONFIGURATION,
            "version", OF_A_CONFIGURATION,
            "completion", OF_A_CONFIGURATION,
            "help", OF_A_CONFIGURATION);

    private static final Map<Class<?>, List<String>> WORDS = Map.of(
            ParseMode.class,
                    Arrays.stream(ParseMode.values()).map(ParseMode::id).toList(),
            PoolStrategy.class, words(PoolStrategy.values()),
            Layout.class, words(Layout.values()),
            WhenUnsure.class, words(WhenUnsure.values()));

    private CommandShape() {}

    /** Shapes all commands, once they are complete. */
    public static void apply(CommandLine root) {
        root.getSubcommands().forEach((name, command) -> hide(command, UNUSED.getOrDefault(name, Set.of())));
        offer(root);
    }

    private static void hide(CommandLine command, Set<String> unused) {
        change(command, option -> unused.contains(option.longestName()), option -> option.hidden(true));
        command.getSubcommands().values().forEach(below -> hide(below, unused));
    }

    private static void offer(CommandLine command) {
        change(
                command,
                option -> WORDS.containsKey(option.type()),
                option -> option.completionCandidates(WORDS.get(option.type())));
        command.getSubcommands().values().forEach(CommandShape::offer);
    }

    private static void change(
            CommandLine command, Predicate<OptionSpec> which, UnaryOperator<OptionSpec.Builder> how) {
        CommandSpec spec = command.getCommandSpec();
        for (OptionSpec option : List.copyOf(spec.options())) {
            if (which.test(option)) {
                spec.remove(option);
                // one that is inherited has reached the commands below already
                spec.addOption(how.apply(OptionSpec.builder(option).scopeType(ScopeType.LOCAL))
                        .build());
            }
        }
    }

    private static List<String> words(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Words::of).toList();
    }
}
