// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A first look at the arguments, before the command line is complete. */
final class Typed {
    /** Own commands that show what plugins bring. */
    private static final Set<String> SHOWING = Set.of("plugins", "completion");

    private Typed() {}

    /** Whether a command of a plugin may be meant or has to be shown. */
    static boolean mayNeedPlugins(CommandSpec own, String[] arguments) {
        String word = command(own, arguments);
        return word == null
                ? !List.of(arguments).contains("--version")
                        && !List.of(arguments).contains("-V")
                : SHOWING.contains(word) || !own.subcommands().containsKey(word);
    }

    /** The first argument that is neither an option of every command nor the value of one, or null. */
    static @Nullable String command(CommandSpec own, String[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            if (!argument.startsWith("-")) {
                return argument;
            }
            OptionSpec option = own.optionsMap().get(argument);
            if (option != null && option.arity().max() > 0) {
                i++;
            }
        }
        return null;
    }
}
