// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.sqlite;

import dev.heliograph.spi.state.OutboxCounts;
import dev.heliograph.spi.state.OutboxState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How jobs are counted, held, withdrawn and forgotten. */
final class Jobs {
    private static final OutboxCounts NONE = new OutboxCounts(0, 0, 0, 0, 0, 0, false);
    /** Messages that are forgotten in one transaction. */
    private static final int PORTION = 2_000;

    private Jobs() {}

    static OutboxCounts counts(Database db, long queue, String name) throws SQLException {
        OutboxCounts counts = name.isEmpty()
                ? db.first(
                        "SELECT sum(queued), sum(claimed), sum(sending), sum(sent), sum(failed), sum(unknown), 0 FROM job"
                                + " WHERE queue = ?",
                        Jobs::counts,
                        queue)
                : db.first(
                        "SELECT queued, claimed, sending, sent, failed, unknown, held FROM job"
                                + " WHERE queue = ? AND name = ?",
                        Jobs::counts,
                        queue,
                        name);
        return counts == null ? NONE : counts;
    }

    private static OutboxCounts counts(ResultSet row) throws SQLException {
        return new OutboxCounts(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getInt(7) == 1);
    }

    static long cancel(Database db, long queue, String name, String reason, Instant now) throws SQLException {
        Named job = name.isEmpty() ? null : Named.job(db, queue, name);
        if (job == null) {
            return 0;
        }
        long cancelled = db.update(
                "UPDATE message SET state = 4, reason = ?, changed = ? WHERE job = ? AND state = 0",
                reason,
                Nanos.of(now),
                job.id());
        Tally tally = new Tally();
        tally.add(job.id(), OutboxState.QUEUED, -cancelled);
        tally.add(job.id(), OutboxState.FAILED, cancelled);
        tally.write(db);
        new Chats(db, queue, Nanos.of(now)).withdrawn(job.id());
        return cancelled;
    }

    static boolean hold(Database db, String queueName, String name, boolean held, Instant now) throws SQLException {
        Named queue = name.isEmpty() ? null : queue(db, queueName, held);
        Named job = queue == null ? null : job(db, queue, name, held);
        if (queue == null || job == null || job.isHeld() == held) {
            return false;
        }
        db.update("UPDATE job SET held = ? WHERE id = ?", held, job.id());
        Chats chats = new Chats(db, queue.id(), Nanos.of(now));
        if (held) {
            chats.withdrawn(job.id());
        } else {
            chats.released(job.id());
            Tally nothing = new Tally();
            nothing.add(job.id(), OutboxState.QUEUED, 0);
            nothing.writeAndDrop(db);
        }
        return true;
    }

    /** Only a hold makes what it names. */
    private static @Nullable Named queue(Database db, String name, boolean held) throws SQLException {
        return held ? Named.openQueue(db, name) : Named.queue(db, name);
    }

    private static @Nullable Named job(Database db, Named queue, String name, boolean held) throws SQLException {
        return held ? Named.openJob(db, queue.id(), name) : Named.job(db, queue.id(), name);
    }

    /** Forgets a portion of what was settled before; returns how many, 0 when nothing is left. */
    static long compact(Database db, long queue, Instant before) throws SQLException {
        Tally tally = new Tally();
        List<Long> ids = db.list(
                "SELECT id, job, state FROM message WHERE queue = ? AND state >= 3 AND changed < ? LIMIT " + PORTION,
                row -> {
                    tally.add(row.getLong(2), Messages.state(row.getInt(3)), -1);
                    return row.getLong(1);
                },
                queue,
                Nanos.of(before));
        for (Long id : ids) {
            db.update("DELETE FROM message WHERE id = ?", id);
        }
        tally.writeAndDrop(db);
        return ids.size();
    }
}
