// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import com.google.inject.Inject;
import com.google.inject.Provider;
import dev.heliograph.cli.config.Configuration;
import dev.heliograph.cli.config.ConfigurationLoader;
import dev.heliograph.cli.config.LogSettings;
import dev.heliograph.cli.config.Value;
import dev.heliograph.cli.log.Logging;
import dev.heliograph.cli.render.Console;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.plugin.Plugins;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What a command works with; each part is made when it is first asked for. */
public final class Workplace {
    private final Console console;
    private final GlobalOptions options;
    private final Provider<Plugins> plugins;
    private final Provider<Configuration> configuration;
    private boolean logs;

    @Inject
    Workplace(
            Console console, GlobalOptions options, Provider<Plugins> plugins, Provider<Configuration> configuration) {
        this.console = console;
        this.options = options;
        this.plugins = plugins;
        this.configuration = configuration;
    }

    /** The streams. */
    Console console() {
        return console;
    }

    /** Whether to answer with JSON. */
    boolean json() {
        return options.json();
    }

    /** The installed plugins. */
    Plugins plugins() {
        return plugins.get();
    }

    /** The effective configuration; log lines go where it says from now on. */
    Configuration configuration() {
        Configuration read = configuration.get();
        if (!logs) {
            logs = true;
            log(read, read.log());
        }
        return read;
    }

    /** The effective configuration, while nothing of it is opened. */
    Configuration unopened() {
        return configuration.get();
    }

    private void log(Configuration read, LogSettings settings) {
        try {
            Logging.configure(settings, console.err(), console.liveErr(), options.debug());
        } catch (ConfigurationException refused) {
            throw new ConfigurationException(
                    refused.problems().stream().map(read::located).toList());
        }
    }

    /** Keeps the log silent unless somebody set a level: what a simulated fleet goes through is no news. */
    void silenceLog() {
        boolean unasked = configuration().shown().stream()
                .anyMatch(one -> one.key().equals("log.level") && one.origin().equals(Value.DEFAULT));
        if (unasked) {
            LogSettings log = configuration().log();
            log(configuration(), new LogSettings("off", log.format(), log.file(), log.maxSize(), log.keep()));
        }
    }

    /** The file that the configuration was read from, or null where there was none. */
    @Nullable
    Path configurationFile() {
        return ConfigurationLoader.file(options.flags(), Path.of(""));
    }

    /** Takes the sessions from that file; to be told before the configuration is first asked for. */
    void roster(@Nullable Path file) {
        options.roster(file);
    }

    /**
     * Opens the fleet that was configured.
     *
     * @throws dev.heliograph.model.ConfigurationException where real accounts would be used in the simulator by mistake
     */
    Fleets fleets() {
        RealAccounts.check(configuration());
        return new Fleets(configuration(), plugins());
    }
}
