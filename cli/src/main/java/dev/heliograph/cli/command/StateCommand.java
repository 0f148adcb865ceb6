// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.cli.broadcast.SideFile;
import dev.heliograph.cli.render.Console;
import dev.heliograph.cli.state.StateText;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Durations;
import dev.heliograph.model.FailureException;
import dev.heliograph.spi.command.Report;
import dev.heliograph.spi.state.Inspection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
            StateCommand.Import.class,
            StateWorldCommand.class
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
                return told(
                        place,
                        state.upkeep()
                                .inspect(state.clock().instant())
                                .toCompletableFuture()
                                .join()
                                .orThrow());
            } catch (FailureException unusable) {
                return told(place, OpenState.examined(place).orElseThrow(() -> unusable));
            }
        }

        private static int told(Workplace place, Inspection inspection) {
            List<String> problems = inspection.problems();
            Report report = new Report().put("sound", problems.isEmpty());
            inspection.facts().forEach((name, fact) -> {
                if (fact instanceof Long number) {
                    report.put(name, number);
                } else {
                    report.put(name, fact.toString());
                }
            });
            report.put(
                    "problems",
                    problems.stream()
                            .map(problem -> new Report().put("problem", problem))
                            .toList());
            new Reporter(place.console(), place.json()).print(report);
            return problems.isEmpty() ? ExitCode.DONE : ExitCode.PARTLY;
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

        @Parameters(
                paramLabel = "FILE",
                arity = "0..1",
                description = "A file that is not there yet, or - for standard output, which is the default.")
        private @Nullable Path file;

        @Option(names = "--force", description = "Write over a file that is there.")
        private boolean force;

        @Override
        public int run(Workplace place) throws IOException {
            Path target = file == null || isStandard(file) ? null : file;
            SideFile.check("export", target, List.of());
            if (target != null && !force && Files.exists(target)) {
                throw new ConfigurationException("export " + target
                        + ": there is a file already; name another one, or write over it with --force");
            }
            try (OpenState state = OpenState.of(place)) {
                StateText text = new StateText(state.upkeep(), state.clock());
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

        @Parameters(
                paramLabel = "FILE",
                arity = "0..1",
                description =
                        "A file, or - for standard input, which is the default. It is read twice: nothing is stored"
                                + " where a line is wrong.")
        private @Nullable Path file;

        @Override
        public int run(Workplace place) throws IOException {
            Path named = file == null || isStandard(file) ? null : file;
            Path source = named == null ? spooled(place) : named;
            try {
                return run(place, source);
            } finally {
                if (named == null) {
                    Files.delete(source);
                }
            }
        }

        private static int run(Workplace place, Path source) throws IOException {
            if (!Files.isRegularFile(source)) {
                throw new ConfigurationException("import " + source + ": "
                        + (Files.exists(source) ? "expected a file" : "there is no such file"));
            }
            try (OpenState state = OpenState.of(place)) {
                StateText.Imported imported = new StateText(state.upkeep(), state.clock()).read(source);
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

        /** What comes once is read twice. For its owner only, as temporary files are made. */
        private static Path spooled(Workplace place) throws IOException {
            Path spool = Files.createTempFile("heliograph", ".jsonl");
            Files.copy(place.console().in(), spool, StandardCopyOption.REPLACE_EXISTING);
            return spool;
        }
    }

    /** Whether it stands for standard input or output. */
    private static boolean isStandard(Path file) {
        return file.toString().equals("-");
    }
}
