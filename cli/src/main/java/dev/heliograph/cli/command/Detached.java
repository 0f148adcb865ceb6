// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.api.Broadcast;
import dev.heliograph.api.BroadcastProgress;
import dev.heliograph.api.Heliograph;
import dev.heliograph.cli.render.Json;
import dev.heliograph.model.ConfigurationException;
import java.util.concurrent.CompletableFuture;

/** A broadcast that is stored for whoever has the sessions, and not followed. */
final class Detached {
    private Detached() {}

    /**
     * Refuses what makes no sense for one.
     *
     * @throws ConfigurationException that says what to do instead
     */
    static void check(Fleets fleets, boolean wantsResults) {
        if (wantsResults) {
            throw new ConfigurationException("--detach: it returns before there are results; leave out --results and"
                    + " --report, and use 'heliograph jobs show NAME --results FILE' later");
        }
        if (!fleets.isDurable()) {
            throw new ConfigurationException("--detach: memory: keeps nothing when this command ends; name a store that"
                    + " another process sends from, such as --state sqlite:");
        }
    }

    /** Stores all of it; what is there already from an earlier run stays as it is. */
    static int store(
            Workplace place, Heliograph heliograph, Broadcast.Builder plan, CompletableFuture<Void> interrupted) {
        CompletableFuture<BroadcastProgress> stored = new CompletableFuture<>();
        Broadcast broadcast = plan.onProgress(now -> {
                    if (now.complete()) {
                        stored.complete(now);
                    }
                })
                .start();
        Object unused =
                CompletableFuture.anyOf(stored, broadcast.done(), interrupted).join();
        BroadcastProgress progress = broadcast.progress();
        if (!progress.complete()) {
            place.console()
                    .err()
                    .println("heliograph: interrupted: " + progress.total() + " messages are stored. To store the rest:"
                            + " the same command with --job " + broadcast.job());
            return ExitCode.INTERRUPTED;
        }
        long open = progress.total() - progress.settled();
        boolean served = Elsewhere.isServed(heliograph, heliograph.clients());
        Json json = new Json()
                .put("job", broadcast.job())
                .put("total", progress.total())
                .put("open", open)
                .put("served", served);
        place.console()
                .out()
                .println(
                        place.json()
                                ? Simulated.mark(json, heliograph)
                                : words(broadcast.job(), progress.total(), open, served) + Simulated.below(heliograph));
        return ExitCode.DONE;
    }

    private static String words(String job, long total, long open, boolean served) {
        return "Job " + job + ": " + total + " messages are stored, " + open + " are open. "
                + (served
                        ? "The process that has the sessions sends them"
                        : "No process has the sessions now: 'heliograph serve' sends them")
                + "; 'heliograph jobs show " + job + "' says how far it is.";
    }
}
