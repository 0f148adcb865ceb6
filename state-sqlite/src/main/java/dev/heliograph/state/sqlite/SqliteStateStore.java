// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.sqlite;

import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.session.SessionVault;
import dev.heliograph.spi.state.Buckets;
import dev.heliograph.spi.state.Cells;
import dev.heliograph.spi.state.Outbox;
import dev.heliograph.spi.state.Signals;
import dev.heliograph.spi.state.StateStore;
import dev.heliograph.spi.state.Upkeep;
import dev.heliograph.spi.state.Values;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** A state store in one file. */
final class SqliteStateStore implements StateStore {
    private final StateFile file;
    private final Writer writer;
    private final SqliteSignals signals;
    private final Sender sender;
    private final Executor blocking;

    private SqliteStateStore(StateFile file, Writer writer, SqliteSignals signals, Sender sender, Executor blocking) {
        this.file = file;
        this.writer = writer;
        this.signals = signals;
        this.sender = sender;
        this.blocking = blocking;
    }

    /**
     * Opens the file and starts the thread that owns it.
     *
     * @param delay how long a first write may wait for others to share its sync
     * @param lease how long the right to send is kept for a process that cannot be asked for
     */
    static SqliteStateStore open(StateFile file, PluginContext context, Duration delay, Duration lease) {
        Writer writer = new Writer(file, file.open(), context, delay);
        SqliteSignals signals = new SqliteSignals(writer, context);
        Sender sender = new Sender(file.path(), context, lease);
        writer.add(signals);
        writer.add(sender);
        writer.start();
        return new SqliteStateStore(file, writer, signals, sender, context.blocking());
    }

    Writer writer() {
        return writer;
    }

    @Override
    public boolean durable() {
        return true;
    }

    @Override
    public boolean shared() {
        return true;
    }

    @Override
    public Cells cells() {
        return new SqliteCells(writer);
    }

    @Override
    public Buckets buckets() {
        return new SqliteBuckets(writer);
    }

    @Override
    public Outbox outbox() {
        return new SqliteOutbox(writer, sender);
    }

    @Override
    public Signals signals() {
        return signals;
    }

    @Override
    public Values values() {
        return new SqliteValues(writer);
    }

    @Override
    public SessionVault vault() {
        return new SqliteVault(writer);
    }

    @Override
    public Optional<Upkeep> upkeep() {
        return Optional.of(new SqliteUpkeep(file, writer, outbox(), blocking));
    }

    @Override
    public Optional<String> replaced() {
        return Optional.ofNullable(writer.replaced());
    }

    @Override
    public CompletionStage<Void> close() {
        signals.close();
        return writer.close();
    }

    @Override
    public String toString() {
        return "sqlite:" + file.path();
    }
}
