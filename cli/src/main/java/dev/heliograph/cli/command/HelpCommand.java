// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.cli.config.Nearest;
import dev.heliograph.cli.render.Console;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The help of a command, by a command of its own: what many people type first. */
@Command(name = "help", description = "Show the help of a command, the same as --help behind it.")
public final class HelpCommand implements QuickTask {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "Its name, such as send or state export.")
    private List<String> words = new ArrayList<>();

    @Override
    public int run(Console console, boolean json) {
        CommandLine command = spec.root().commandLine();
        for (String word : words) {
            CommandLine below = command.getSubcommands().get(word);
            if (below == null) {
                console.err().println("heliograph: " + unknown(word, command));
                return ExitCode.USAGE;
            }
            command = below;
        }
        command.usage(console.out());
        return ExitCode.DONE;
    }

    /** What to tell who typed a command that is none. */
    public static String unknown(String word, CommandLine parent) {
        return "unknown command '" + word + "'"
                + meant(word, List.copyOf(parent.getSubcommands().keySet()));
    }

    /** The nearest of the words as a question, or nothing where none is near. */
    public static String meant(String word, List<String> words) {
        return Nearest.to(word, words)
                .map(near -> "; did you mean '" + near + "'?")
                .orElse("");
    }
}
