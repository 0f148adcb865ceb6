// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli;

import dev.heliograph.cli.command.CommandShape;
import dev.heliograph.cli.command.Ended;
import dev.heliograph.cli.command.ExitCode;
import dev.heliograph.cli.command.HelpCommand;
import dev.heliograph.cli.command.MissingCommand;
import dev.heliograph.cli.command.PluginCommand;
import dev.heliograph.cli.command.QuickTask;
import dev.heliograph.cli.command.Task;
import dev.heliograph.cli.command.Words;
import dev.heliograph.cli.render.Console;
import dev.heliograph.cli.render.OutputClosedException;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Environment;
import dev.heliograph.model.FailureException;
import dev.heliograph.model.FileTrouble;
import dev.heliograph.plugin.Plugins;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program. */
public final class Main {
    private final Console console;
    private final Environment environment;
    private final Root root = new Root();
    private @Nullable Plugins plugins;

    private Main(Console console, Environment environment) {
        this.console = console;
        this.environment = environment;
    }

    /** Runs the command that the arguments name and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Environment environment = Environment.ofSystem();
        int code = run(arguments, Console.ofProcess(environment), environment);
        System.exit(code);
    }

    /** Runs a command with these streams and variables; gives the exit code. */
    static int run(String[] arguments, Console console, Environment environment) {
        return new Main(console, environment).run(arguments);
    }

    private int run(String[] arguments) {
        String unreadable = Typed.unreadable(arguments);
        if (unreadable != null) {
            console.err().println("heliograph: " + unreadable);
            return ExitCode.USAGE;
        }
        CommandLine line = new CommandLine(root);
        if (Typed.mayNeedPlugins(line.getCommandSpec(), arguments)) {
            PluginCommand.addTo(line, plugins());
        }
        Words.register(line);
        MissingCommand.addTo(line);
        CommandShape.apply(line);
        line.setOut(writer(console.out()));
        line.setErr(writer(console.err()));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(
                console.liveOut() && console.colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        line.setExecutionStrategy(this::execute);
        line.setExecutionExceptionHandler((failure, command, parsed) -> explain(failure));
        line.setParameterExceptionHandler(usage());
        return line.execute(arguments);
    }

    private int execute(ParseResult parsed) {
        Integer help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        List<CommandLine> chosen = parsed.asCommandLineList();
        Object command = chosen.get(chosen.size() - 1).getCommand();
        try {
            if (command instanceof QuickTask quick) {
                return written(quick.run(console, root.options.json()));
            }
            if (command instanceof Task task) {
                int code = task.run(Composition.workplace(console, root.options, environment, this::plugins));
                return task.printsItsResult() ? written(code) : code;
            }
        } catch (Exception failure) {
            return explain(failure);
        }
        chosen.get(0).usage(console.err());
        return ExitCode.USAGE;
    }

    /** The code of a command that is done, unless what it printed was lost. */
    private int written(int code) {
        console.checkWritten();
        return code;
    }

    /** Looked for when they are first needed: most of the time that a short command takes would go into it. */
    private Plugins plugins() {
        Plugins found = plugins;
        if (found == null) {
            found = Plugins.installed();
            plugins = found;
        }
        return found;
    }

    private int explain(Exception failure) {
        if (root.options.debug()) {
            failure.printStackTrace(console.err());
        }
        Throwable cause = failure;
        // Guice wraps what its providers throw
        while (!isOurs(cause) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof ConfigurationException configuration) {
            configuration.problems().forEach(problem -> console.err().println("heliograph: " + problem));
            return ExitCode.USAGE;
        }
        if (cause instanceof FailureException refused) {
            Ended ended = Ended.by(refused.failure());
            int code = ExitCode.of(refused.failure());
            if (root.options.json()) {
                console.out().println(ended.json());
            }
            if (code == ExitCode.STATE) {
                console.err().println("heliograph: the state cannot be used: " + ended.detail());
            } else if (!root.options.json()) {
                console.err().println("heliograph: " + ended.words());
            }
            return code;
        }
        if (cause instanceof OutputClosedException) {
            console.err().println("heliograph: " + cause.getMessage());
            return ExitCode.PARTLY;
        }
        boolean ofFile = failure instanceof IOException || failure instanceof UncheckedIOException;
        if (ofFile && cause instanceof IOException unusable) {
            console.err().println("heliograph: " + FileTrouble.of(unusable));
            return ExitCode.USAGE;
        }
        console.err()
                .println(
                        "heliograph: internal error: " + cause + (root.options.debug() ? "" : "; --debug shows where"));
        return ExitCode.PARTLY;
    }

    private static boolean isOurs(Throwable cause) {
        return cause instanceof ConfigurationException || cause instanceof FailureException;
    }

    private static String message(ParameterException wrong) {
        if (!(wrong instanceof UnmatchedArgumentException unmatched)) {
            return String.valueOf(wrong.getMessage());
        }
        CommandLine command = wrong.getCommandLine();
        String word = unmatched.getUnmatched().get(0);
        if (unmatched.isUnknownOption()) {
            String option = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            List<String> options =
                    List.copyOf(command.getCommandSpec().optionsMap().keySet());
            return "unknown option '" + option + "'" + HelpCommand.meant(option, options);
        }
        return command.getSubcommands().isEmpty()
                ? "'" + word + "' is one argument too many"
                : HelpCommand.unknown(word, command);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    private IParameterExceptionHandler usage() {
        return (ParameterException wrong, String[] arguments) -> {
            CommandLine command = wrong.getCommandLine();
            console.err().println("heliograph: " + message(wrong));
            console.err().println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
            return ExitCode.USAGE;
        };
    }
}
