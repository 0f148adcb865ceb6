// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.heliograph.cli.command.GlobalOptions;
import dev.heliograph.cli.command.Workplace;
import dev.heliograph.cli.config.Configuration;
import dev.heliograph.cli.config.ConfigurationLoader;
import dev.heliograph.cli.render.Console;
import dev.heliograph.model.Environment;
import dev.heliograph.plugin.Plugins;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Puts the parts together. The only file that knows how. */
final class Composition extends AbstractModule {
    private final Console console;
    private final GlobalOptions options;
    private final Environment environment;

    private final Supplier<Plugins> plugins;

    private Composition(Console console, GlobalOptions options, Environment environment, Supplier<Plugins> plugins) {
        this.console = console;
        this.options = options;
        this.environment = environment;
        this.plugins = plugins;
    }

    /** What a command works with. */
    static Workplace workplace(
            Console console, GlobalOptions options, Environment environment, Supplier<Plugins> plugins) {
        return Guice.createInjector(new Composition(console, options, environment, plugins))
                .getInstance(Workplace.class);
    }

    @Override
    protected void configure() {
        bind(Console.class).toInstance(console);
        bind(GlobalOptions.class).toInstance(options);
    }

    @Provides
    @Singleton
    Plugins plugins() {
        return plugins.get();
    }

    @Provides
    @Singleton
    Configuration configuration(Plugins plugins) {
        Configuration configuration = ConfigurationLoader.load(options.flags(), environment, Path.of(""), plugins);
        configuration.warnings().forEach(warning -> console.err().println("heliograph: " + warning));
        return configuration;
    }
}
