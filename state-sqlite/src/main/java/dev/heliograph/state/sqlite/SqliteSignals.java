// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.sqlite;

import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.state.Listeners;
import dev.heliograph.spi.state.Signals;
import dev.heliograph.spi.time.Strand;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/**
 * Listeners of this store are told at once; those of other processes find the text in a table, at which the writer looks a
 * few times a second while anybody listens here. Listeners are called on the strand of the answers.
 */
final class SqliteSignals implements Signals, Writer.Chore {
    private static final long INTERVAL = Duration.ofMillis(250).toNanos();
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final Writer writer;
    private final PluginContext context;
    private final Strand strand;
    private final String publisher;
    private final Listeners listeners = new Listeners();
    private long lookAt;
    private long seenVersion = -1;
    private long seenId = -1;

    SqliteSignals(Writer writer, PluginContext context) {
        this.writer = writer;
        this.context = context;
        this.strand = writer.answers();
        this.publisher = HexFormat.of()
                .toHexDigits(context.timeline().chance("state/signals").nextLong()
                        ^ context.timeline().nanos());
    }

    @Override
    public void publish(String topic, String text) {
        deliver(topic, text);
        long now = Nanos.of(context.timeline().instant());
        writer.write(db -> {
            db.update(
                    "INSERT INTO signal (publisher, topic, text, published) VALUES (?, ?, ?, ?)",
                    publisher,
                    topic,
                    text,
                    now);
            db.update(
                    "DELETE FROM signal WHERE id < (SELECT max(id) FROM signal) AND published < ?",
                    now - KEPT.toNanos());
            return true;
        });
    }

    @Override
    public Subscription listen(String topic, Consumer<String> target) {
        boolean isFirst = listeners.isEmpty();
        Listeners.Listener added = listeners.add(topic, target);
        if (isFirst && !listeners.isEmpty()) {
            // wakes the writer, which may have meant to rest for long
            writer.read(db -> true);
        }
        return () -> listeners.remove(added);
    }

    void close() {
        listeners.close();
    }

    private void deliver(String topic, String text) {
        List<Listeners.Listener> told = listeners.of(topic);
        if (!told.isEmpty()) {
            strand.execute(() -> told.forEach(listener -> listener.hear(text)));
        }
    }

    @Override
    public long tend(Database db) throws SQLException {
        if (listeners.isEmpty()) {
            seenId = -1;
            return Long.MAX_VALUE;
        }
        long left = lookAt - context.timeline().nanos();
        if (seenId >= 0 && left > 0) {
            return left;
        }
        lookAt = context.timeline().nanos() + INTERVAL;
        if (seenId < 0) {
            seenId = db.number("SELECT coalesce(max(id), 0) FROM signal", 0);
            return INTERVAL;
        }
        long version = db.number("PRAGMA data_version", 0);
        if (version != seenVersion) {
            seenVersion = version;
            look(db);
        }
        return INTERVAL;
    }

    private void look(Database db) throws SQLException {
        List<String[]> found = db.list(
                "SELECT id, publisher, topic, text FROM signal WHERE id > ? ORDER BY id LIMIT 1000",
                row -> new String[] {row.getString(1), row.getString(2), row.getString(3), row.getString(4)},
                seenId);
        for (String[] signal : found) {
            seenId = Long.parseLong(signal[0]);
            if (!signal[1].equals(publisher)) {
                deliver(signal[2], signal[3]);
            }
        }
        if (found.size() == 1000) {
            seenVersion = -1;
        }
    }

    @Override
    public void end(Database db) {
        close();
    }
}
