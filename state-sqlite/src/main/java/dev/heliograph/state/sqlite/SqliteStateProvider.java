// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.sqlite;

import dev.heliograph.spi.PluginApi;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.state.Inspection;
import dev.heliograph.spi.state.StateStore;
import dev.heliograph.spi.state.StateStoreProvider;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Opens {@code sqlite:FILE}. */
public final class SqliteStateProvider implements StateStoreProvider {
    private static final String USUAL = ".heliograph/state.db";
    private static final Setting<String> FILE =
            Setting.rest(USUAL, "The file; it and its folder are made where they are missing, for their owner only.");
    private static final Setting<String> SYNCHRONOUS = Setting.choice(
            "synchronous",
            List.of("full", "normal"),
            "full",
            "With full, what was accepted outlives a failure of the power; with normal, one of the process only.");
    private static final Setting<Duration> COMMIT_DELAY = Setting.duration(
            "commit-delay",
            Duration.ZERO,
            "How long a first write may wait for others to share its sync; what comes during a sync shares the next"
                    + " one anyway.");
    private static final Setting<Duration> BUSY_TIMEOUT = Setting.duration(
            "busy-timeout", Duration.ofSeconds(5), "How long to wait while another process writes to the file.");
    private static final Setting<Duration> LEASE = Setting.duration(
            "lease",
            Duration.ofSeconds(30),
            "How long the right to send is kept for a process on another machine, which cannot be asked for.");

    /** Does nothing. */
    public SqliteStateProvider() {}

    @Override
    public String scheme() {
        return "sqlite";
    }

    @Override
    public String description() {
        return "Keeps state in one file of SQLite: durable, for the processes of one machine, of which one sends.";
    }

    @Override
    public int apiLevel() {
        return PluginApi.LEVEL;
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(FILE, SYNCHRONOUS, COMMIT_DELAY, BUSY_TIMEOUT, LEASE);
    }

    @Override
    public StateStore open(Settings settings, PluginContext context) {
        return SqliteStateStore.open(file(settings), context, settings.get(COMMIT_DELAY), settings.get(LEASE));
    }

    @Override
    public Optional<Inspection> examine(Settings settings) {
        return file(settings).damage();
    }

    private static StateFile file(Settings settings) {
        String name = settings.get(FILE).strip();
        boolean syncsAlways = settings.get(SYNCHRONOUS).equals("full");
        return StateFile.named(name.isEmpty() ? USUAL : name, syncsAlways, settings.get(BUSY_TIMEOUT));
    }
}
