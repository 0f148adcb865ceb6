// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.api.StateAccess;
import dev.heliograph.spi.command.Report;
import dev.heliograph.time.SystemTimeline;
import java.util.SortedSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Says with which Telegram the configured store was used, and makes it forget that. */
@Command(
        name = "world",
        description = {
            "Say with which Telegram the store was used: sessions and jobs of another one are refused.",
            "With --forget it is used with whatever comes next, such as a Bot API server of one's own in place of Telegram's."
        })
public final class StateWorldCommand implements Task {
    @ParentCommand
    @SuppressWarnings({"NullAway.Init", "UnusedVariable"})
    private StateCommand parent;

    @Option(
            names = "--forget",
            description = "Forget it; what is stored stays, and counts for the Telegram that it is used with next.")
    private boolean forget;

    @Override
    public int run(Workplace place) {
        try (SystemTimeline clock = SystemTimeline.start();
                LentState lent = new LentState(place, clock)) {
            StateAccess state = lent.access();
            SortedSet<String> worlds = state.worlds();
            if (forget) {
                state.forgetWorlds();
            }
            new Reporter(place.console(), place.json())
                    .print(new Report()
                            .put("used with", worlds.isEmpty() ? null : String.join(", ", worlds))
                            .put("forgotten", forget && !worlds.isEmpty()));
            return ExitCode.DONE;
        }
    }
}
