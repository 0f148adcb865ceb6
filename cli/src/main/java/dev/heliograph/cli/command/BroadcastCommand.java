// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.api.Broadcast;
import dev.heliograph.api.BroadcastProgress;
import dev.heliograph.api.BroadcastReport;
import dev.heliograph.api.BroadcastState;
import dev.heliograph.api.Heliograph;
import dev.heliograph.api.PoolStrategy;
import dev.heliograph.api.TelegramClient;
import dev.heliograph.cli.broadcast.Audience;
import dev.heliograph.cli.broadcast.AudienceLine;
import dev.heliograph.cli.broadcast.AudienceReader;
import dev.heliograph.cli.broadcast.ChatCounts;
import dev.heliograph.cli.broadcast.ResultsFile;
import dev.heliograph.cli.broadcast.SideFile;
import dev.heliograph.cli.broadcast.Summary;
import dev.heliograph.cli.render.Console;
import dev.heliograph.cli.render.Json;
import dev.heliograph.cli.render.Progress;
import dev.heliograph.model.ConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sends a file of messages through a pool of sessions. */
@Command(
        name = "broadcast",
        description = {
            "Send one message to each line of an audience, through all sessions.",
            "A job that was interrupted goes on where it stopped when it is run again with the same --job and the same "
                    + "input; with --state memory: it does not outlive the process.",
            "Where another process has the sessions, such as serve, it sends the job, and this command follows it."
        })
public final class BroadcastCommand implements Task {
    private static final int LISTED_LINES = 100;
    private static final String RESUME = "To resume: the same command with --job ";
    private static final String NO_RESUME =
            "With --state memory: it cannot be resumed: the same command sends every line "
                    + "again. --results names the lines without an end. A durable --state would resume it with --job ";
    private static final Duration LAST_ENDS = Duration.ofSeconds(10);

    @Mixin
    private final AudienceOptions audience = new AudienceOptions();

    @Mixin
    private final CourtesyOptions courtesy = new CourtesyOptions();

    @Option(names = "--results", paramLabel = "FILE", description = "Write a line for every line of the input.")
    private @Nullable Path results;

    @Option(names = "--report", paramLabel = "FILE", description = "Write the report as JSON.")
    private @Nullable Path report;

    @Option(names = "--job", paramLabel = "NAME", description = "Name of the job, to resume it; else a new one.")
    private @Nullable String job;

    @Option(names = "--pool", paramLabel = "STRATEGY", description = "round-robin (default), least-loaded or sticky.")
    private PoolStrategy strategy = PoolStrategy.ROUND_ROBIN;

    @Option(names = "--skip-bad", description = "Send the good lines; bad ones are FAILED with reason BAD_LINE.")
    private boolean skipBad;

    @Option(names = "--dry-run", description = "Say what would be sent and how long it would take; send nothing.")
    private boolean dryRun;

    @Option(
            names = "--detach",
            description = "Store the messages and return: whoever has the sessions sends them, such as serve.")
    private boolean detach;

    private boolean saidHeld;

    @Override
    public int run(Workplace place) throws IOException {
        List<Path> needed = new ArrayList<>(audience.files());
        needed.addAll(courtesy.files());
        SideFile.check("--results", results, needed);
        if (results != null) {
            needed.add(results);
        }
        SideFile.check("--report", report, needed);
        courtesy.check();
        Fleets fleets = place.fleets();
        if (detach) {
            Detached.check(fleets, results != null || report != null);
        }
        if (dryRun) {
            ChatCounts counts = new ChatCounts();
            try (Audience read = audience.read(place.console(), counts::add);
                    Heliograph heliograph = fleets.open(false)) {
                return DryRun.run(place, heliograph, read, counts, courtesy, skipBad);
            }
        }
        try (Audience read = audience.read(place.console(), chat -> {})) {
            if (!skipBad && !read.badLines().isEmpty()) {
                List<String> problems = complaints(read.badLines());
                problems.add(read.badLines().size() + " bad line"
                        + (read.badLines().size() == 1 ? "" : "s")
                        + "; nothing was sent. --skip-bad sends the others.");
                throw new ConfigurationException(problems);
            }
            CompletableFuture<Void> interrupted = Interruption.awaited();
            try (Heliograph heliograph = fleets.open(false)) {
                if (job != null && !fleets.isDurable()) {
                    place.console().err().println("heliograph: with memory: a job does not outlive this process");
                }
                return send(place, heliograph, read, interrupted);
            }
        }
    }

    private int send(Workplace place, Heliograph heliograph, Audience read, CompletableFuture<Void> interrupted)
            throws IOException {
        String name = job != null ? job : newName(heliograph);
        JobInput.check(heliograph.state(), name, read.sha256());
        if (detach) {
            try (AudienceReader reader = read.open()) {
                return Detached.store(place, heliograph, plan(heliograph, name, reader), interrupted);
            }
        }
        Progress progress = new Progress(place.console());
        boolean durable = place.fleets().isDurable();
        try (Beside beside = Beside.connect(heliograph.timeline(), heliograph.clients(), durable, place);
                AudienceReader reader = read.open()) {
            Broadcast broadcast = plan(heliograph, name, reader)
                    .onProgress(now -> {
                        if (!interrupted.isDone()) {
                            told(place.console(), now);
                        }
                        show(progress, now, read.goodLines(), heliograph);
                    })
                    .start();
            CompletableFuture<BroadcastReport> done = broadcast.done();
            beside.await(done.handle((end, broken) -> true), interrupted);
            progress.close();
            if (!done.isDone()) {
                return interrupted(place.console(), read, broadcast, heliograph, durable);
            }
            return finished(
                    place,
                    heliograph,
                    read,
                    broadcast,
                    new Summary(done.join(), read.badLines().size()));
        }
    }

    private Broadcast.Builder plan(Heliograph heliograph, String name, AudienceReader reader) {
        return courtesy.applyTo(heliograph.broadcast(name))
                .over(heliograph.pool("cli", strategy, sessions(heliograph)))
                .messages(reader.messages());
    }

    private int finished(Workplace place, Heliograph heliograph, Audience read, Broadcast broadcast, Summary summary)
            throws IOException {
        Json json = Simulated.mark(summary.json(), heliograph);
        if (results != null) {
            ResultsFile.write(results, read, pages(broadcast));
        }
        if (report != null) {
            try (SideFile file = new SideFile(report)) {
                file.line(json);
                file.commit();
            }
        }
        place.console()
                .out()
                .print(place.json() ? json + "\n" : summary.text() + written() + Simulated.line(heliograph));
        place.console().out().flush();
        return summary.isClean() ? ExitCode.DONE : ExitCode.PARTLY;
    }

    /** Where people find the rest. */
    private String written() {
        return (results == null ? "" : "Results: " + results + "\n")
                + (report == null ? "" : "Report: " + report + "\n");
    }

    private static ResultsFile.Pages pages(Broadcast broadcast) {
        return (line, limit) -> broadcast.results(line, limit).join().orThrow();
    }

    private int interrupted(Console console, Audience read, Broadcast broadcast, Heliograph heliograph, boolean durable)
            throws IOException {
        broadcast.pause().join();
        // what is under way gets its end first, or it would be missing from the results
        Calm.of(heliograph, LAST_ENDS).join();
        if (results != null) {
            ResultsFile.write(results, read, pages(broadcast));
        }
        BroadcastProgress progress = broadcast.progress();
        console.err()
                .println("heliograph: interrupted: " + progress.settled() + " of " + read.goodLines()
                        + " messages have their end. " + (durable ? RESUME : NO_RESUME) + broadcast.job());
        return ExitCode.INTERRUPTED;
    }

    /** The time to the millisecond: a job of the same name would be resumed. */
    private static String newName(Heliograph heliograph) {
        return "broadcast-"
                + heliograph
                        .timeline()
                        .instant()
                        .truncatedTo(ChronoUnit.MILLIS)
                        .toString()
                        .replaceAll("[-:.]", "");
    }

    static List<String> sessions(Heliograph heliograph) {
        return heliograph.clients().stream()
                .map(TelegramClient::name)
                .map(Object::toString)
                .toList();
    }

    /** Somebody who waits for a job must hear why nothing happens; progress is for terminals only. */
    private void told(Console console, BroadcastProgress now) {
        if (now.state() == BroadcastState.PAUSED && !saidHeld) {
            saidHeld = true;
            console.err()
                    .println("heliograph: job " + now.job() + " is held"
                            + (courtesy.hours().isEmpty() ? "" : ", as in its quiet hours " + courtesy.hours())
                            + "; 'heliograph jobs resume " + now.job() + "' releases it");
        } else if (now.state() == BroadcastState.RUNNING) {
            saidHeld = false;
        }
    }

    private static void show(Progress progress, BroadcastProgress now, long total, Heliograph heliograph) {
        Instant end = now.estimatedEnd();
        long left = end == null
                ? -1
                : Duration.between(heliograph.timeline().instant(), end).toSeconds();
        progress.show(now.settled(), total, now.failed(), now.unknown(), now.perSecond(), left);
    }

    /** What is wrong with the lines, the first hundred of them. */
    static List<String> complaints(List<AudienceLine> lines) {
        List<String> problems = new ArrayList<>();
        for (AudienceLine line : lines.subList(0, Math.min(LISTED_LINES, lines.size()))) {
            problems.add("line " + line.number() + ": " + line.problem());
        }
        if (lines.size() > LISTED_LINES) {
            problems.add("and " + (lines.size() - LISTED_LINES) + " more");
        }
        return problems;
    }
}
