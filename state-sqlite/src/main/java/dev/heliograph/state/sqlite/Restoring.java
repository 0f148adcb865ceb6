// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.sqlite;

import dev.heliograph.model.Failure;
import dev.heliograph.model.SendStatus;
import dev.heliograph.spi.state.Cells;
import dev.heliograph.spi.state.Claimant;
import dev.heliograph.spi.state.OutboxDraft;
import dev.heliograph.spi.state.OutboxRow;
import dev.heliograph.spi.state.OutboxState;
import dev.heliograph.spi.state.StateRecord;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Stores what was exported; what is there already stays as it is. */
final class Restoring {
    private static final String ADD =
            "INSERT INTO message (id, queue, key, job, line, chat, due, state, changed, session,"
                    + " random_id, attempts, message_id, reason, owner, fence, recovered, payload)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final Database db;
    private final Instant now;

    Restoring(Database db, Instant now) {
        this.db = db;
        this.now = now;
    }

    /** Returns how many were not there. What cannot be is refused before anything is written. */
    long all(List<StateRecord> records) throws SQLException {
        for (StateRecord record : records) {
            String flaw = record.flaw();
            if (flaw != null) {
                throw new Refusal(new Failure.Rejected(SendStatus.FAILED, 0, flaw));
            }
            if (record.kind() == StateRecord.Kind.ROW) {
                check((StateRecord.OfRow) record);
            }
        }
        long fresh = 0;
        for (StateRecord record : records) {
            fresh += isFresh(record) ? 1 : 0;
        }
        return fresh;
    }

    private void check(StateRecord.OfRow record) throws SQLException {
        Named queue = Named.queue(db, record.queue());
        OutboxRow row = record.row();
        String there = queue == null
                ? null
                : db.first(
                        "SELECT key FROM message WHERE id = ?",
                        found -> found.getString(1),
                        Messages.idOrNone(queue.id(), row.id()));
        if (there != null && !there.equals(row.draft().key())) {
            throw new Refusal(new Failure.Rejected(
                    SendStatus.FAILED,
                    0,
                    "message " + row.id() + " of queue '" + record.queue()
                            + "' is another one here: restore into a store without that queue"));
        }
    }

    private boolean isFresh(StateRecord record) throws SQLException {
        return switch (record.kind()) {
            case CELL -> restore((StateRecord.OfCell) record);
            case VALUE -> restore((StateRecord.OfValue) record);
            case SESSION -> {
                StateRecord.OfSession session = (StateRecord.OfSession) record;
                yield db.update(
                                "INSERT OR IGNORE INTO session (name, sealed) VALUES (?, ?)",
                                session.session().value(),
                                session.sealed().toArray())
                        == 1;
            }
            case QUEUE -> restore((StateRecord.OfQueue) record);
            case FENCE -> restore((StateRecord.OfFence) record);
            case HOLD -> {
                StateRecord.OfHold hold = (StateRecord.OfHold) record;
                yield Jobs.hold(db, hold.queue(), hold.job(), true, now);
            }
            case ROW -> restore((StateRecord.OfRow) record);
        };
    }

    private boolean restore(StateRecord.OfCell record) throws SQLException {
        String key = record.cell().key();
        if (key.startsWith(Cells.OWN)
                || record.cell().isOver(now)
                || SqliteCells.present(db, key, now).isPresent()) {
            return false;
        }
        SqliteCells.write(db, key, record.cell().bytes(), record.cell().expires());
        return true;
    }

    private boolean restore(StateRecord.OfValue record) throws SQLException {
        Instant expires = record.expires();
        boolean isOver = expires != null && !now.isBefore(expires);
        long there = db.number(
                "SELECT 1 FROM value WHERE key = ? AND (expires IS NULL OR expires > ?)",
                0,
                record.key(),
                Nanos.of(now));
        if (isOver || there == 1) {
            return false;
        }
        SqliteValues.write(db, record.key(), record.value(), expires);
        return true;
    }

    private boolean restore(StateRecord.OfQueue record) throws SQLException {
        boolean isFresh = Named.queue(db, record.queue()) == null;
        Named queue = Named.openQueue(db, record.queue());
        db.update("UPDATE queue SET last_id = max(last_id, ?) WHERE id = ?", record.lastId(), queue.id());
        return isFresh;
    }

    private boolean restore(StateRecord.OfFence record) throws SQLException {
        Named queue = Named.openQueue(db, record.queue());
        return db.update(
                        "INSERT OR IGNORE INTO fence (queue, owner, fence) VALUES (?, ?, ?)",
                        queue.id(),
                        record.claimant().owner(),
                        record.claimant().fence())
                == 1;
    }

    private boolean restore(StateRecord.OfRow record) throws SQLException {
        OutboxRow row = record.row();
        OutboxDraft draft = row.draft();
        Named queue = Named.openQueue(db, record.queue());
        if (db.number("SELECT 1 FROM message WHERE queue = ? AND key = ?", 0, queue.id(), draft.key()) == 1) {
            return false;
        }
        Named job = Named.openJob(db, queue.id(), draft.job());
        add(record, queue.id(), job.id());
        db.update("UPDATE queue SET last_id = max(last_id, ?) WHERE id = ?", row.id(), queue.id());
        Tally tally = new Tally();
        tally.add(job.id(), row.state(), 1);
        tally.write(db);
        Chats chats = new Chats(db, queue.id(), Nanos.of(now));
        if (Messages.isOpen(row.state())) {
            chats.changed(draft.chat(), 1);
        } else if (row.state() == OutboxState.QUEUED) {
            chats.changed(draft.chat(), 0);
        }
        return true;
    }

    private void add(StateRecord.OfRow record, long queue, long job) throws SQLException {
        OutboxRow row = record.row();
        OutboxDraft draft = row.draft();
        Claimant claimant = record.claimant();
        db.update(
                ADD,
                Messages.id(queue, row.id()),
                queue,
                draft.key(),
                job,
                draft.line(),
                draft.chat(),
                Nanos.of(draft.dueAt()),
                Messages.stored(row.state()),
                Nanos.of(row.changedAt()),
                row.session(),
                row.randomId(),
                row.attempts(),
                row.messageId(),
                row.reason(),
                claimant == null ? null : claimant.owner(),
                claimant == null ? null : claimant.fence(),
                record.recovered(),
                draft.payload().toArray());
    }
}
