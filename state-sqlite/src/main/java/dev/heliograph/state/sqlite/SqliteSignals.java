// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.sqlite;

import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.state.Signals;
import dev.heliograph.spi.time.Strand;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listeners of this store are told at once; those of other processes find the text in a table, at which the writer looks a
 * few times a second while anybody listens here. Listeners are called on the strand of the answers.
 */
final class SqliteSignals implements Signals, Writer.Chore {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteSignals.class);
    private static final long INTERVAL = Duration.ofMillis(250).toNanos();
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final Writer writer;
    private final PluginContext context;
    private final Strand strand;
    private final String publisher;
    private final Map<String, List<Listener>> topics = new TreeMap<>();
    private boolean closed;
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
    public Subscription listen(String topic, Consumer<String> listener) {
        Listener added = new Listener(topic, listener);
        boolean isFirst;
        synchronized (this) {
            if (closed) {
                return () -> {};
            }
            isFirst = topics.isEmpty();
            topics.computeIfAbsent(topic, unseen -> new ArrayList<>()).add(added);
        }
        if (isFirst) {
            // wakes the writer, which may have meant to rest for long
            writer.read(db -> true);
        }
        return () -> remove(added);
    }

    void close() {
        synchronized (this) {
            closed = true;
            topics.values().forEach(listeners -> listeners.forEach(Listener::silence));
            topics.clear();
        }
    }

    private void deliver(String topic, String text) {
        List<Listener> told = listeners(topic);
        if (!told.isEmpty()) {
            strand.execute(() -> told.forEach(listener -> listener.hear(text)));
        }
    }

    private synchronized List<Listener> listeners(String topic) {
        return List.copyOf(topics.getOrDefault(topic, List.of()));
    }

    private synchronized boolean isHeard() {
        return !topics.isEmpty();
    }

    private synchronized void remove(Listener listener) {
        listener.silence();
        List<Listener> listeners = topics.get(listener.topic);
        if (listeners != null && listeners.remove(listener) && listeners.isEmpty()) {
            topics.remove(listener.topic);
        }
    }

    @Override
    public long tend(Database db) throws SQLException {
        if (!isHeard()) {
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

    /** A listener; it may be closed by one that is called before it. */
    private static final class Listener {
        private final String topic;
        private final Consumer<String> target;
        private volatile boolean silent;

        Listener(String topic, Consumer<String> target) {
            this.topic = topic;
            this.target = target;
        }

        void silence() {
            silent = true;
        }

        void hear(String text) {
            if (silent) {
                return;
            }
            try {
                target.accept(text);
            } catch (RuntimeException broken) {
                // its own fault: neither the publisher nor the other listeners shall pay for it
                LOG.atWarn().addKeyValue("topic", topic).setCause(broken).log("a listener failed");
            }
        }
    }
}
