// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.sqlite;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Outcome;
import dev.heliograph.spi.state.Cell;
import dev.heliograph.spi.state.Cells;
import dev.heliograph.spi.state.Change;
import dev.heliograph.spi.state.Swap;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Cells in a table. One counter makes the versions of all keys, so that a deletion need not be remembered. */
final class SqliteCells implements Cells {
    static final String COLUMNS = "SELECT key, bytes, version, expires FROM cell ";
    private static final String PRESENT = " AND (expires IS NULL OR expires > ?) ";
    /** No character, and above all: it closes the range of a prefix. */
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    private final Writer writer;

    SqliteCells(Writer writer) {
        this.writer = writer;
    }

    @Override
    public CompletionStage<Outcome<Cell>> read(String key, Instant now) {
        return writer.read(db -> present(db, key, now));
    }

    @Override
    public CompletionStage<Outcome<Swap>> swap(Change change, Instant now) {
        return writer.write(db -> swap(db, change, now));
    }

    @Override
    public CompletionStage<Outcome<List<Cell>>> list(String prefix, String after, int limit, Instant now) {
        return writer.read(db -> db.list(
                COLUMNS + "WHERE key >= ? AND key > ? AND key < ?" + PRESENT + "ORDER BY key LIMIT ?",
                SqliteCells::cell,
                prefix,
                after,
                prefix + LAST,
                Nanos.of(now),
                limit));
    }

    private static Swap swap(Database db, Change change, Instant now) throws SQLException {
        Cell present = present(db, change.key(), now);
        if (present.version() != change.expected()) {
            return new Swap(false, present);
        }
        Bytes bytes = change.bytes();
        if (bytes == null) {
            db.update("DELETE FROM cell WHERE key = ?", change.key());
            return new Swap(true, Cell.absent(change.key()));
        }
        Duration timeToLive = change.timeToLive();
        Instant expires = timeToLive == null ? null : now.plus(timeToLive);
        Cell written = write(db, change.key(), bytes, expires);
        db.update(
                "DELETE FROM cell WHERE key IN (SELECT key FROM cell WHERE expires IS NOT NULL AND expires <= ? LIMIT 10)",
                Nanos.of(now));
        return new Swap(true, written);
    }

    static Cell write(Database db, String key, Bytes bytes, @Nullable Instant expires) throws SQLException {
        long version = db.number("UPDATE counter SET value = value + 1 WHERE name = 'cell' RETURNING value", 0);
        db.update(
                "INSERT OR REPLACE INTO cell (key, bytes, version, expires) VALUES (?, ?, ?, ?)",
                key,
                bytes.toArray(),
                version,
                Nanos.orNull(expires));
        return new Cell(key, bytes, version, expires);
    }

    static Cell present(Database db, String key, Instant now) throws SQLException {
        Cell cell = db.first(COLUMNS + "WHERE key = ?" + PRESENT, SqliteCells::cell, key, Nanos.of(now));
        return cell == null ? Cell.absent(key) : cell;
    }

    static Cell cell(ResultSet row) throws SQLException {
        return new Cell(row.getString(1), Bytes.copyOf(row.getBytes(2)), row.getLong(3), expires(row, 4));
    }

    static @Nullable Instant expires(ResultSet row, int column) throws SQLException {
        long nanos = row.getLong(column);
        return row.wasNull() ? null : Nanos.instant(nanos);
    }
}
