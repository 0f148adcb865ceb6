// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.sqlite;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Outcome;
import dev.heliograph.spi.state.Values;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The users' keys and values in a table of their own. */
final class SqliteValues implements Values {
    private final Writer writer;

    SqliteValues(Writer writer) {
        this.writer = writer;
    }

    @Override
    public CompletionStage<Outcome<Optional<Bytes>>> get(String key, Instant now) {
        return writer.read(db -> Optional.ofNullable(db.first(
                "SELECT bytes FROM value WHERE key = ? AND (expires IS NULL OR expires > ?)",
                row -> Bytes.copyOf(row.getBytes(1)),
                key,
                Nanos.of(now))));
    }

    @Override
    public CompletionStage<Outcome<Boolean>> set(String key, Bytes value, @Nullable Duration timeToLive, Instant now) {
        return writer.write(db -> {
            write(db, key, value, timeToLive == null ? null : now.plus(timeToLive));
            db.update(
                    "DELETE FROM value WHERE key IN"
                            + " (SELECT key FROM value WHERE expires IS NOT NULL AND expires <= ? LIMIT 10)",
                    Nanos.of(now));
            return true;
        });
    }

    static void write(Database db, String key, Bytes value, @Nullable Instant expires) throws SQLException {
        db.update(
                "INSERT OR REPLACE INTO value (key, bytes, expires) VALUES (?, ?, ?)",
                key,
                value.toArray(),
                Nanos.orNull(expires));
    }

    @Override
    public CompletionStage<Outcome<Boolean>> delete(String key, Instant now) {
        return writer.write(db -> {
            boolean isThere = db.number(
                            "SELECT 1 FROM value WHERE key = ? AND (expires IS NULL OR expires > ?)",
                            0,
                            key,
                            Nanos.of(now))
                    == 1;
            db.update("DELETE FROM value WHERE key = ?", key);
            return isThere;
        });
    }
}
