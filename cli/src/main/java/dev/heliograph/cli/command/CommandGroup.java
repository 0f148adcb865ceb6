// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.cli.render.Console;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** A command that does nothing by itself: those of plugins stand under it. */
final class CommandGroup implements QuickTask {
    private final CommandSpec spec;

    private CommandGroup(String name) {
        this.spec = CommandSpec.wrapWithoutInspection(this).name(name);
        spec.usageMessage().synopsisSubcommandLabel("COMMAND");
    }

    /** Adds an empty one. */
    static CommandLine addTo(CommandLine root, String name) {
        CommandLine group = new CommandLine(new CommandGroup(name).spec);
        root.addSubcommand(name, group);
        return group;
    }

    /** Says in each group what is there, once all of them are. */
    static void describe(CommandLine root) {
        for (CommandLine command : root.getSubcommands().values()) {
            if (command.getCommand() instanceof CommandGroup) {
                command.getCommandSpec()
                        .usageMessage()
                        .description("Commands: "
                                + String.join(
                                        ", ",
                                        List.copyOf(command.getSubcommands().keySet())) + ".");
            }
        }
    }

    @Override
    public int run(Console console, boolean json) {
        spec.commandLine().usage(console.err());
        return ExitCode.USAGE;
    }
}
