// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.api.CloseReport;
import dev.heliograph.api.Heliograph;
import dev.heliograph.api.Serving;
import dev.heliograph.cli.render.Console;
import dev.heliograph.cli.render.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the sessions and what waits to be sent. */
@Command(
        name = "serve",
        description = {
            "Keep the sessions connected and send what waits in the outbox, until SIGTERM or Ctrl-C.",
            "Several hosts that serve the same roster over the same --state redis: share the sessions evenly, and take over "
                    + "those of a host that is gone."
        })
public final class ServeCommand implements Task {
    private static final Duration DRAIN = Duration.ofSeconds(10);

    @Option(
            names = "--roster",
            paramLabel = "FILE",
            description = "YAML with 'sessions:' as in heliograph.yaml, the same for all hosts.")
    private @Nullable Path roster;

    @Override
    public int run(Workplace place) {
        place.roster(roster);
        CompletableFuture<Void> interrupted = Interruption.awaited();
        Fleets fleets = place.fleets();
        Console console = place.console();
        Heliograph heliograph = fleets.open(true);
        try {
            Serving serving = heliograph.serve();
            int sessions = heliograph.clients().size();
            console.out()
                    .println(
                            place.json()
                                    ? new Json().put("sessions", sessions).put("node", serving.node())
                                    : "serving " + sessions + " session" + (sessions == 1 ? "" : "s") + " as "
                                            + serving.node());
            console.out().flush();
            interrupted.join();
        } finally {
            tell(console, heliograph.close(DRAIN).join());
        }
        return ExitCode.DONE;
    }

    /** What waits in a durable outbox is not lost; calls that only this process knew are. */
    private static void tell(Console console, CloseReport report) {
        report.undone().forEach((session, count) -> {
            if (count > 0) {
                console.err()
                        .println("heliograph: session " + session + ": " + count + " calls had no answer within "
                                + DRAIN.toSeconds() + " s");
            }
        });
    }
}
