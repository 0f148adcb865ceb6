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
    private static final Set<String> SHOWING = Set.of("plugins", "completion", "help");

    private static final char LOST = '\uFFFD';

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

    /**
     * What is wrong with the first argument that lost characters on its way, or null. The JVM puts U+FFFD where a locale knows no
     * such character, and a message with that in it must not go out.
     */
    static @Nullable String unreadable(String[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].indexOf(LOST) >= 0) {
                // the text itself may be a secret, an option is none
                boolean named = i > 0 && arguments[i - 1].startsWith("--") && arguments[i - 1].indexOf('=') < 0;
                return "argument " + (i + 1) + (named ? " (behind " + arguments[i - 1] + ")" : "")
                        + " has a character that could not be read: expected UTF-8 in a locale of UTF-8, such as LANG=C.UTF-8;"
                        + " or give the text in a file";
            }
        }
        return null;
    }
}
