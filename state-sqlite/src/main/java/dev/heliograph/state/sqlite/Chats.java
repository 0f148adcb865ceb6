// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The chats of a queue that have something open or something to claim, each with its candidate: the oldest message that
 * waits and whose job is not held, where fewer than two are open.
 */
final class Chats {
    /** Messages of one chat that may be claimed or sending at once. */
    static final int MOST_OPEN = 2;

    private static final String CANDIDATE =
            "FROM message WHERE message.queue = %s AND message.chat = %s AND message.state = 0"
                    + " AND NOT EXISTS (SELECT 1 FROM job WHERE job.id = message.job AND job.held = 1)"
                    + " ORDER BY message.id LIMIT 1";
    private static final String CANDIDATE_OF = "SELECT id, due " + String.format(CANDIDATE, "?", "?");
    private static final String CANDIDATE_HERE =
            "SELECT message.id, message.due " + String.format(CANDIDATE, "chat.queue", "chat.name");
    private static final String PUT = "INSERT INTO chat (queue, name, open, head, due, ready) VALUES (?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (queue, name) DO UPDATE SET open = excluded.open, head = excluded.head, due = excluded.due,"
            + " ready = excluded.ready";

    private final Database db;
    private final long queue;
    private final long now;

    /** @param now in nanoseconds: what is due by then is ready */
    Chats(Database db, long queue, long now) {
        this.db = db;
        this.queue = queue;
        this.now = now;
    }

    /** A message that is the next of its chat. */
    record Candidate(long id, long due) {
        static Candidate read(ResultSet row) throws SQLException {
            return new Candidate(row.getLong(1), row.getLong(2));
        }
    }

    /** A chat as it is stored. */
    private record Chat(int open, boolean hasHead) {
        static Chat read(ResultSet row) throws SQLException {
            return new Chat(row.getInt(1), row.getObject(2) != null);
        }
    }

    /** A message was appended whose job is not held: it is the next one where there was none. */
    void appended(String chat, long id, long due) throws SQLException {
        Chat known = find(chat);
        if (known == null || (!known.hasHead && known.open < MOST_OPEN)) {
            put(chat, known == null ? 0 : known.open, new Candidate(id, due));
        }
    }

    /** So many more messages of the chat are open, or one of them waits again or was withdrawn. */
    void changed(String chat, int opened) throws SQLException {
        Chat known = find(chat);
        int open = (known == null ? 0 : known.open) + opened;
        set(chat, open);
    }

    /** The chat has so many open; returns its candidate. */
    @Nullable
    Candidate set(String chat, int open) throws SQLException {
        Candidate candidate = open < MOST_OPEN ? db.first(CANDIDATE_OF, Candidate::read, queue, chat) : null;
        if (open == 0 && candidate == null) {
            db.update("DELETE FROM chat WHERE queue = ? AND name = ?", queue, chat);
        } else {
            put(chat, open, candidate);
        }
        return candidate;
    }

    private @Nullable Chat find(String chat) throws SQLException {
        return db.first("SELECT open, head FROM chat WHERE queue = ? AND name = ?", Chat::read, queue, chat);
    }

    private void put(String chat, int open, @Nullable Candidate head) throws SQLException {
        db.update(
                PUT,
                queue,
                chat,
                open,
                head == null ? null : head.id,
                head == null ? null : head.due,
                head == null ? null : head.due <= now);
    }

    /** Messages of a job wait no more, or may not be claimed: chats that were about to give them choose again. */
    void withdrawn(long job) throws SQLException {
        db.update(
                "UPDATE chat SET ready = 2, (head, due) = (" + CANDIDATE_HERE + ") WHERE queue = ? AND head IS NOT NULL"
                        + " AND (SELECT job FROM message WHERE message.id = chat.head) = ?",
                queue,
                job);
        settleReady();
    }

    /** Messages of a job may be claimed again: they are before what is younger. */
    void released(long job) throws SQLException {
        db.update(
                "INSERT INTO chat (queue, name, open, head, due, ready)"
                        + " SELECT queue, chat, 0, min(id), due, 2 FROM message WHERE job = ? AND state = 0 GROUP BY chat"
                        + " ON CONFLICT (queue, name) DO UPDATE SET head = excluded.head, due = excluded.due, ready = 2"
                        + " WHERE open < 2 AND (head IS NULL OR head > excluded.head)",
                job);
        settleReady();
    }

    private void settleReady() throws SQLException {
        db.update("DELETE FROM chat WHERE queue = ? AND ready = 2 AND head IS NULL AND open = 0", queue);
        db.update(
                "UPDATE chat SET ready = CASE WHEN head IS NULL THEN NULL WHEN due <= ? THEN 1 ELSE 0 END"
                        + " WHERE queue = ? AND ready = 2",
                now,
                queue);
    }
}
