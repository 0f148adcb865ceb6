// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.cli.config.Flags;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options of every command; they stand before or after it. */
public final class GlobalOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Configuration file; else heliograph.yaml of the working directory, if there is one.")
    private @Nullable Path config;

    @Option(
            names = "--transport",
            paramLabel = "ADDRESS",
            scope = ScopeType.INHERIT,
            description = "Way to Telegram, such as simulator:?seed=7; see 'heliograph plugins'.")
    private @Nullable String transport;

    @Option(
            names = "--state",
            paramLabel = "ADDRESS",
            scope = ScopeType.INHERIT,
            description = "Where the fleet remembers, such as memory:.")
    private @Nullable String state;

    @Option(names = "--session", paramLabel = "NAME", scope = ScopeType.INHERIT, description = "Use this session only.")
    private @Nullable String session;

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "Print one compact JSON document instead of text.")
    private boolean json;

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            scope = ScopeType.INHERIT,
            description = "Least important lines to log: trace, debug, info, warn, error or off.")
    private @Nullable String logLevel;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show stack traces.")
    private boolean debug;

    private @Nullable Path roster;

    /** A command was given the sessions in a file of their own. */
    void roster(@Nullable Path file) {
        roster = file;
    }

    /** What they say about the configuration. */
    public Flags flags() {
        return new Flags(config, transport, state, session, logLevel, roster);
    }

    /** Whether the answer is a JSON document. */
    public boolean json() {
        return json;
    }

    /** Whether stack traces are shown. */
    public boolean debug() {
        return debug;
    }
}
