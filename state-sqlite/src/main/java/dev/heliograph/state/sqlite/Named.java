// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A queue or a job as it is stored.
 *
 * @param id in its table
 * @param value of a queue the last number it gave, of a job 1 where it is held
 */
record Named(long id, long value) {
    private static Named read(ResultSet row) throws SQLException {
        return new Named(row.getLong(1), row.getLong(2));
    }

    static @Nullable Named queue(Database db, String name) throws SQLException {
        return db.first("SELECT id, last_id FROM queue WHERE name = ?", Named::read, name);
    }

    /** As {@link #queue}, made where it is missing. */
    static Named openQueue(Database db, String name) throws SQLException {
        Named known = queue(db, name);
        if (known != null) {
            return known;
        }
        long id = db.number("INSERT INTO queue (name) VALUES (?) RETURNING id", 0, name);
        return new Named(id, 0);
    }

    static @Nullable Named job(Database db, long queue, String name) throws SQLException {
        return db.first("SELECT id, held FROM job WHERE queue = ? AND name = ?", Named::read, queue, name);
    }

    /** As {@link #job}, made where it is missing. */
    static Named openJob(Database db, long queue, String name) throws SQLException {
        Named known = job(db, queue, name);
        if (known != null) {
            return known;
        }
        long id = db.number("INSERT INTO job (queue, name) VALUES (?, ?) RETURNING id", 0, queue, name);
        return new Named(id, 0);
    }

    boolean isHeld() {
        return value == 1;
    }
}
