// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.cli.render.Console;
import dev.heliograph.cli.render.Json;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A command that this distribution does not have: it is listed, and says what it needs.
 *
 * @param name as people type it
 * @param need what brings it
 */
public record MissingCommand(String name, String need) implements QuickTask {
    private static final List<MissingCommand> ALL = List.of(
            new MissingCommand("simulate-server", "heliograph-simulator"),
            new MissingCommand("session", "heliograph-transport-tdlight"),
            new MissingCommand("natives", "heliograph-transport-tdlight"));

    /** Adds those that the command line does not have. */
    public static void addTo(CommandLine root) {
        for (MissingCommand missing : ALL) {
            if (!root.getSubcommands().containsKey(missing.name)) {
                CommandSpec spec = CommandSpec.wrapWithoutInspection(missing).name(missing.name);
                spec.usageMessage().description("Not installed: needs " + missing.need + ".");
                spec.parser().unmatchedArgumentsAllowed(true).unmatchedOptionsArePositionalParams(true);
                root.addSubcommand(missing.name, spec);
            }
        }
    }

    /** Those that were added to this command. */
    static List<MissingCommand> of(CommandSpec root) {
        List<MissingCommand> found = new ArrayList<>();
        for (CommandLine command : root.subcommands().values()) {
            if (command.getCommandSpec().userObject() instanceof MissingCommand missing) {
                found.add(missing);
            }
        }
        return found;
    }

    Json json() {
        return new Json().put("command", name).put("needs", need);
    }

    @Override
    public int run(Console console, boolean json) {
        console.err().println("heliograph: the command '" + name + "' is not installed; it needs " + need + ".");
        return ExitCode.USAGE;
    }
}
