// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli;

import dev.heliograph.cli.command.BroadcastCommand;
import dev.heliograph.cli.command.CompletionCommand;
import dev.heliograph.cli.command.ConfigCommand;
import dev.heliograph.cli.command.DemoCommand;
import dev.heliograph.cli.command.EntityCommand;
import dev.heliograph.cli.command.ExplainCommand;
import dev.heliograph.cli.command.GlobalOptions;
import dev.heliograph.cli.command.HealthCommand;
import dev.heliograph.cli.command.HelpCommand;
import dev.heliograph.cli.command.HistoryCommand;
import dev.heliograph.cli.command.JobsCommand;
import dev.heliograph.cli.command.ListenCommand;
import dev.heliograph.cli.command.OptOutCommand;
import dev.heliograph.cli.command.OutboxCommand;
import dev.heliograph.cli.command.PluginsCommand;
import dev.heliograph.cli.command.SendCommand;
import dev.heliograph.cli.command.ServeCommand;
import dev.heliograph.cli.command.SimulateCommand;
import dev.heliograph.cli.command.StateCommand;
import dev.heliograph.cli.command.StatsCommand;
import dev.heliograph.cli.command.VersionCommand;
import dev.heliograph.model.Product;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ScopeType;

/** The command line itself: its options, and the commands in the order in which people meet them. */
@Command(
        name = "heliograph",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = Root.Version.class,
        description = "Runs Telegram sessions, one or a thousand, inside Telegram's limits.",
        synopsisSubcommandLabel = "COMMAND",
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:finished, but something was refused, failed or is not healthy",
            "2:usage or configuration is wrong; nothing was done",
            "3:the state store cannot be used now; try again later",
            "130:interrupted"
        },
        subcommands = {
            DemoCommand.class,
            SendCommand.class,
            BroadcastCommand.class,
            ListenCommand.class,
            HistoryCommand.class,
            EntityCommand.class,
            StatsCommand.class,
            HealthCommand.class,
            ExplainCommand.class,
            JobsCommand.class,
            OutboxCommand.class,
            OptOutCommand.class,
            ServeCommand.class,
            SimulateCommand.class,
            StateCommand.class,
            PluginsCommand.class,
            ConfigCommand.class,
            HelpCommand.class,
            VersionCommand.class,
            CompletionCommand.class
        })
final class Root {
    @Mixin
    final GlobalOptions options = new GlobalOptions();

    /** Tells the version when it is asked for, not before. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"heliograph " + Product.version()};
        }
    }
}
