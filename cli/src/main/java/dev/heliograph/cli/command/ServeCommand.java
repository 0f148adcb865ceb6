// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.api.CloseReport;
import dev.heliograph.api.Heliograph;
import dev.heliograph.api.Serving;
import dev.heliograph.cli.render.Console;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);
    private static final Duration DRAIN = Duration.ofSeconds(10);

    @Option(
            names = "--roster",
            paramLabel = "FILE",
            description = "YAML with 'sessions:' as in heliograph.yaml, the same for all hosts.")
    private @Nullable Path roster;

    @Override
    public int run(Workplace place) {
        place.roster(roster);
        CompletableFuture<String> signal = Interruption.named();
        Console console = place.console();
        Heliograph heliograph = place.fleets().open(true);
        long begun = heliograph.timeline().nanos();
        Interruption.onHangup(
                () -> LOG.atWarn().log("received SIGHUP, which changes nothing; SIGTERM or Ctrl-C ends serve"));
        try {
            Serving serving = heliograph.serve();
            tell(console, ServeLines.begin(place, serving.node(), heliograph));
            String name = signal.join();
            LOG.atInfo().addKeyValue("signal", name).log("received a signal; serve ends");
            Duration served = Duration.ofNanos(heliograph.timeline().nanos() - begun);
            tell(console, ServeLines.end(place, serving.node(), name, served));
        } finally {
            tell(console, heliograph.close(DRAIN).join());
        }
        LOG.atInfo().log("closed the sessions");
        return ExitCode.DONE;
    }

    @Override
    public boolean printsItsResult() {
        return false;
    }

    private static void tell(Console console, String line) {
        console.out().println(line);
        console.out().flush();
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
