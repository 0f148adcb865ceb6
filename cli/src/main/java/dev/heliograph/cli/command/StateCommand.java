// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.cli.broadcast.SideFile;
import dev.heliograph.cli.render.Console;
import dev.heliograph.cli.state.StateText;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Durations;
import dev.heliograph.spi.command.Report;
import dev.heliograph.spi.state.Inspection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Looks after the configured store. */
@Command(
        name = "state",
        description = "Check, compact, export or import what is stored.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            StateCommand.Check.class,
            StateCommand.Compact.class,
            StateCommand.Export.class,
            StateCommand.Import.class
        })
public final class StateCommand implements QuickTask {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public int run(Console console, boolean json) {
        spec.commandLine().usage(console.err());
        return ExitCode.USAGE;
    }

    /** Says whether all is well, and what there is. */
    @Command(name = "check", description = "Read all that is stored and say whether it is sound; exit code 1 if not.")
    public static final class Check implements Task {
        @ParentCommand
        @SuppressWarnings({"NullAway.Init", "UnusedVariable"})
        private StateCommand parent;

        @Override
        public int run(Workplace place) {
            try (OpenState state = OpenState.of(place)) {
                Inspection inspection = state.upkeep()
                        .inspect(state.clock().instant())
                        .toCompletableFuture()
                        .join()
                        .orThrow();
                List<String> problems = inspection.problems();
                Report report = new Report().put("sound", problems.isEmpty());
                inspection.facts().forEach(report::put);
                report.put(
                        "problems",
                        problems.stream()
                                .map(problem -> new Report().put("problem", problem))
                                .toList());
                new Reporter(place.console(), place.json()).print(report);
                return problems.isEmpty() ? ExitCode.DONE : ExitCode.PARTLY;
            }
        }
    }

    /** Forgets what is old. */
    @Command(name = "compact", description = "Forget messages that ended long ago, and give the room back.")
    public static final class Compact implements Task {
        @ParentCommand
        @SuppressWarnings({"NullAway.Init", "UnusedVariable"})
        private StateCommand parent;

        @Option(
                names = "--retention",
                paramLabel = "DURATION",
                defaultValue = "7d",
                description = "How long an ended message and its key are kept. Default: ${DEFAULT-VALUE}.")
        private String retention = "7d";

        @Override
        public int run(Workplace place) {
            Duration kept = retention();
            try (OpenState state = OpenState.of(place)) {
                long forgotten = state.upkeep()
                        .compact(kept, state.clock().instant())
                        .toCompletableFuture()
                        .join()
                        .orThrow();
                new Reporter(place.console(), place.json()).print(new Report().put("forgotten", forgotten));
                return ExitCode.DONE;
            }
        }

        private Duration retention() {
            try {
                return Durations.parse(retention);
            } catch (IllegalArgumentException wrong) {
                throw new ConfigurationException("--retention " + retention + ": " + wrong.getMessage());
            }
        }
    }

    /** Writes everything as text. */
    @Command(
            name = "export",
            description = "Write all that is stored as JSON Lines, which any store can import. Sessions stay sealed.")
    public static final class Export implements Task {
        @ParentCommand
        @SuppressWarnings({"NullAway.Init", "UnusedVariable"})
        private StateCommand parent;

        @Parameters(paramLabel = "FILE", arity = "0..1", description = "Default: standard output.")
        private @Nullable Path file;

        @Override
        public int run(Workplace place) throws IOException {
            SideFile.check("export", file, List.of());
            try (OpenState state = OpenState.of(place)) {
                StateText text = new StateText(state.upkeep(), state.clock());
                Path target = file;
                if (target == null) {
                    text.write(state.address(), place.console()::line);
                    return ExitCode.DONE;
                }
                try (SideFile out = new SideFile(target)) {
                    long records = text.write(state.address(), out::line);
                    out.commit();
                    new Reporter(place.console(), place.json())
                            .print(new Report().put("file", target.toString()).put("records", records));
                }
                return ExitCode.DONE;
            }
        }
    }

    /** Reads what was exported. */
    @Command(
            name = "import",
            description =
                    "Store what was exported, from this store or any other. What is there already stays as it is.")
    public static final class Import implements Task {
        @ParentCommand
        @SuppressWarnings({"NullAway.Init", "UnusedVariable"})
        private StateCommand parent;

        @Parameters(paramLabel = "FILE", arity = "0..1", description = "Default: standard input.")
        private @Nullable Path file;

        @Override
        public int run(Workplace place) throws IOException {
            try (BufferedReader in = open(place);
                    OpenState state = OpenState.of(place)) {
                StateText.Imported imported = new StateText(state.upkeep(), state.clock()).read(in);
                new Reporter(place.console(), place.json())
                        .print(new Report()
                                .put("records", imported.read())
                                .put("stored", imported.stored())
                                .put("whole", imported.isWhole()));
                if (!imported.isWhole()) {
                    place.console().err().println("heliograph: the export was cut off: its last line is missing.");
                }
                return imported.isWhole() ? ExitCode.DONE : ExitCode.PARTLY;
            }
        }

        private BufferedReader open(Workplace place) throws IOException {
            Path source = file;
            if (source == null) {
                return new BufferedReader(new InputStreamReader(place.console().in(), StandardCharsets.UTF_8));
            }
            if (!Files.isRegularFile(source)) {
                throw new ConfigurationException("import " + source + ": there is no such file");
            }
            return Files.newBufferedReader(source);
        }
    }
}
