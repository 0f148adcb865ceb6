// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.model.SessionName;
import dev.heliograph.plugin.Plugins;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.Provider;
import dev.heliograph.spi.command.CommandContext;
import dev.heliograph.spi.command.Report;
import dev.heliograph.spi.state.StateStore;
import dev.heliograph.spi.time.Timeline;
import java.io.InputStream;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** What the command of a plugin is lent: the time and threads of the process, and the streams. */
final class LentCommand implements CommandContext {
    private final PluginContext plugin;
    private final Reporter reporter;
    private final Consumer<String> teller;
    private final InputStream input;
    private final Plugins plugins;
    private final LentState state;
    private final CompletableFuture<Void> interrupted;

    LentCommand(
            PluginContext plugin,
            Reporter reporter,
            Consumer<String> teller,
            InputStream input,
            Plugins plugins,
            LentState state,
            CompletableFuture<Void> interrupted) {
        this.plugin = plugin;
        this.reporter = reporter;
        this.teller = teller;
        this.input = input;
        this.plugins = plugins;
        this.state = state;
        this.interrupted = interrupted;
    }

    @Override
    public String instance() {
        return plugin.instance();
    }

    @Override
    public Timeline timeline() {
        return plugin.timeline();
    }

    @Override
    public Executor blocking() {
        return plugin.blocking();
    }

    @Override
    public Loop loop(String name, Runnable body) {
        return plugin.loop(name, body);
    }

    @Override
    public AtExit atExit(String name, Runnable body) {
        return plugin.atExit(name, body);
    }

    @Override
    public void report(Report report) {
        reporter.print(report);
    }

    @Override
    public void ready(Report report) {
        reporter.announce(report);
    }

    @Override
    public void tell(String line) {
        teller.accept(line);
    }

    @Override
    public InputStream input() {
        return input;
    }

    @Override
    public <P extends Provider> SortedMap<String, P> plugins(Class<P> kind) {
        return plugins.ofKind(kind);
    }

    @Override
    public StateStore state() {
        return state.access().store();
    }

    @Override
    public Custody own(SessionName session) {
        return state.access().own(session, why -> {
            tell("session " + session + ": its lease was lost: " + why);
            interrupted.complete(null);
        });
    }

    @Override
    public CompletionStage<Void> interrupted() {
        return interrupted.minimalCompletionStage();
    }
}
