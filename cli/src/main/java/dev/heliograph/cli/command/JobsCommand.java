// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.api.Heliograph;
import dev.heliograph.api.JobSummary;
import dev.heliograph.cli.broadcast.ResultsFile;
import dev.heliograph.cli.broadcast.SideFile;
import dev.heliograph.cli.render.Json;
import dev.heliograph.cli.render.TableText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The broadcasts that the state knows, from any process beside the one that sends. */
@Command(
        name = "jobs",
        description = {
            "List broadcasts, or hold, release and withdraw one; also while another process sends it.",
            "Without a command of its own it lists them."
        },
        subcommands = {
            JobsCommand.Show.class,
            JobsCommand.Pause.class,
            JobsCommand.Resume.class,
            JobsCommand.Cancel.class
        })
public final class JobsCommand implements Task {
    @Override
    public int run(Workplace place) {
        Fleets fleets = place.fleets();
        try (Heliograph heliograph = fleets.open(false)) {
            Instant now = heliograph.timeline().instant();
            List<JobSummary> jobs = heliograph.jobs().list().join().orThrow();
            if (place.json()) {
                place.console()
                        .out()
                        .println(Simulated.mark(
                                new Json()
                                        .put("as_of", now)
                                        .put("durable", fleets.isDurable())
                                        .put(
                                                "jobs",
                                                jobs.stream()
                                                        .map(JobsCommand::json)
                                                        .toList()),
                                heliograph));
            } else {
                place.console()
                        .out()
                        .print((jobs.isEmpty() ? "No jobs.\n" : table(jobs)) + fleets.asOf(heliograph, now));
            }
            return ExitCode.DONE;
        }
    }

    static TableText table(List<JobSummary> jobs) {
        TableText table = new TableText("JOB", "STATE", "TOTAL", "SENT", "FAILED", "UNKNOWN", "OPEN", "STARTED");
        for (JobSummary job : jobs) {
            table.row(
                    job.job(),
                    Words.of(job.state()),
                    job.counts().total(),
                    job.counts().sent(),
                    job.counts().failed(),
                    job.counts().unknown(),
                    job.counts().open(),
                    Words.of(job.startedAt()));
        }
        return table;
    }

    static Json json(JobSummary job) {
        return new Json()
                .put("job", job.job())
                .put("pool", job.pool())
                .put("state", Words.of(job.state()))
                .put("started_at", job.startedAt())
                .put("total", job.counts().total())
                .put("sent", job.counts().sent())
                .put("failed", job.counts().failed())
                .put("unknown", job.counts().unknown())
                .put("queued", job.counts().queued())
                .put("claimed", job.counts().claimed())
                .put("sending", job.counts().sending());
    }

    /** Shows one, and what became of its messages. */
    @Command(name = "show", description = "Show one broadcast, and write what became of each of its messages.")
    public static final class Show implements Task {
        @Parameters(paramLabel = "NAME", description = "The job.")
        private String job = "";

        @Option(
                names = "--results",
                paramLabel = "FILE",
                description = "Write a JSON line for every message: 'line' is its place in the job.")
        private @Nullable Path results;

        @Override
        public int run(Workplace place) throws IOException {
            SideFile.check("--results", results, List.of());
            Fleets fleets = place.fleets();
            try (Heliograph heliograph = fleets.open(false)) {
                NamedJob named = new NamedJob(heliograph, job, fleets.isDurable());
                Instant now = heliograph.timeline().instant();
                JobSummary summary = named.summary();
                if (results != null) {
                    ResultsFile.write(results, named::results);
                }
                place.console()
                        .out()
                        .print(
                                place.json()
                                        ? Simulated.mark(json(summary).put("as_of", now), heliograph) + "\n"
                                        : table(List.of(summary)) + fleets.asOf(heliograph, now));
                return ExitCode.DONE;
            }
        }
    }

    /** Holds one. */
    @Command(name = "pause", description = "Hold a broadcast: what is in flight still goes out.")
    public static final class Pause implements Task {
        @Parameters(paramLabel = "NAME", description = "The job.")
        private String job = "";

        @Override
        public int run(Workplace place) {
            return hold(place, job, true);
        }
    }

    /** Releases one. */
    @Command(name = "resume", description = "Release a broadcast that is held: whoever sends it goes on.")
    public static final class Resume implements Task {
        @Parameters(paramLabel = "NAME", description = "The job.")
        private String job = "";

        @Override
        public int run(Workplace place) {
            return hold(place, job, false);
        }
    }

    private static int hold(Workplace place, String job, boolean held) {
        Fleets fleets = place.fleets();
        try (Heliograph heliograph = fleets.open(false)) {
            NamedJob named = new NamedJob(heliograph, job, fleets.isDurable());
            boolean changed = named.hold(held);
            JobSummary summary = named.summary();
            place.console()
                    .out()
                    .println(
                            place.json()
                                    ? Simulated.mark(json(summary).put("changed", changed), heliograph)
                                    : "Job " + job + (changed ? " is " : " was ") + (held ? "held" : "released")
                                            + (changed ? "; " : " already; ")
                                            + summary.counts().open() + " of "
                                            + summary.counts().total() + " messages are open."
                                            + Simulated.below(heliograph));
            return ExitCode.DONE;
        }
    }

    /** Withdraws the rest of one. */
    @Command(
            name = "cancel",
            description = "Withdraw what of a broadcast is not sent yet: it becomes FAILED with reason CANCELLED.")
    public static final class Cancel implements Task {
        private static final Duration PATIENCE = Duration.ofSeconds(30);

        @Parameters(paramLabel = "NAME", description = "The job.")
        private String job = "";

        @Override
        public int run(Workplace place) {
            Fleets fleets = place.fleets();
            try (Heliograph heliograph = fleets.open(false)) {
                NamedJob named = new NamedJob(heliograph, job, fleets.isDurable());
                long withdrawn = named.withdraw(PATIENCE);
                JobSummary summary = named.summary();
                long open = summary.counts().open();
                place.console()
                        .out()
                        .println(
                                place.json()
                                        ? Simulated.mark(json(summary).put("withdrawn", withdrawn), heliograph)
                                        : "Job " + job + ": " + withdrawn + " messages were withdrawn; "
                                                + (open == 0
                                                        ? "none is open."
                                                        : summary.counts().held()
                                                                ? open + " are still open, and held."
                                                                : open + " are in flight.")
                                                + Simulated.below(heliograph));
                return open == 0 ? ExitCode.DONE : ExitCode.PARTLY;
            }
        }
    }
}
