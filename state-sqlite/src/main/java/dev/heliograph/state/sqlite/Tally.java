// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.sqlite;

import dev.heliograph.spi.state.OutboxState;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** How many messages of which job came into or left which state in one operation; written once at its end. */
final class Tally {
    private static final int STATES = OutboxState.values().length;
    private final Map<Long, long[]> jobs = new TreeMap<>();

    void moved(long job, OutboxState from, OutboxState to) {
        add(job, from, -1);
        add(job, to, 1);
    }

    void add(long job, OutboxState state, long difference) {
        jobs.computeIfAbsent(job, unseen -> new long[STATES])[Messages.stored(state)] += difference;
    }

    void write(Database db) throws SQLException {
        for (Map.Entry<Long, long[]> entry : jobs.entrySet()) {
            long[] changes = entry.getValue();
            db.update(
                    "UPDATE job SET queued = queued + ?, claimed = claimed + ?, sending = sending + ?, sent = sent + ?,"
                            + " failed = failed + ?, unknown = unknown + ? WHERE id = ?",
                    changes[0],
                    changes[1],
                    changes[2],
                    changes[3],
                    changes[4],
                    changes[5],
                    entry.getKey());
        }
    }

    /** As {@link #write}, and forgets jobs that nothing is left of. */
    void writeAndDrop(Database db) throws SQLException {
        write(db);
        for (Long job : jobs.keySet()) {
            db.update(
                    "DELETE FROM job WHERE id = ? AND held = 0"
                            + " AND queued + claimed + sending + sent + failed + unknown = 0",
                    job);
        }
    }
}
