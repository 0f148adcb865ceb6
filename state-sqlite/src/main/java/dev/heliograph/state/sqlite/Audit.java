// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.sqlite;

import dev.heliograph.spi.state.Inspection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a whole file: whether SQLite finds it sound, and whether what is kept twice agrees. */
final class Audit {
    /** Problems of one kind that are told. */
    private static final int MOST = 20;

    private static final String TALLIES = "SELECT job.name, state.name, state.kept, state.counted FROM job JOIN"
            + " (SELECT id, 'QUEUED' AS name, queued AS kept, (SELECT count(*) FROM message WHERE job = job.id AND state ="
            + " 0) AS counted FROM job UNION ALL SELECT id, 'CLAIMED', claimed, (SELECT count(*) FROM message WHERE job ="
            + " job.id AND state = 1) FROM job UNION ALL SELECT id, 'SENDING', sending, (SELECT count(*) FROM message"
            + " WHERE job = job.id AND state = 2) FROM job UNION ALL SELECT id, 'SENT', sent, (SELECT count(*) FROM"
            + " message WHERE job = job.id AND state = 3) FROM job UNION ALL SELECT id, 'FAILED', failed, (SELECT count(*)"
            + " FROM message WHERE job = job.id AND state = 4) FROM job UNION ALL SELECT id, 'UNKNOWN', unknown, (SELECT"
            + " count(*) FROM message WHERE job = job.id AND state = 5) FROM job) AS state ON state.id = job.id WHERE"
            + " state.kept <> state.counted LIMIT " + MOST;

    private static final String OPEN = "SELECT message.chat, count(*), coalesce(chat.open, 0) FROM message"
            + " LEFT JOIN chat ON chat.queue = message.queue AND chat.name = message.chat"
            + " WHERE message.state IN (1, 2) GROUP BY message.queue, message.chat"
            + " HAVING count(*) <> coalesce(chat.open, 0) OR count(*) > 2 LIMIT " + MOST;

    private static final String IDLE = "SELECT name, open FROM chat WHERE open <> (SELECT count(*) FROM message"
            + " WHERE message.queue = chat.queue AND message.chat = chat.name AND message.state IN (1, 2)) LIMIT "
            + MOST;

    private static final String HEADS = "WITH waiting AS (SELECT message.queue AS queue, message.chat AS chat,"
            + " min(message.id) AS first FROM message JOIN job ON job.id = message.job"
            + " WHERE message.state = 0 AND job.held = 0 GROUP BY message.queue, message.chat)"
            + " SELECT waiting.chat, waiting.first & 1099511627775 FROM waiting"
            + " LEFT JOIN chat ON chat.queue = waiting.queue AND chat.name = waiting.chat"
            + " WHERE coalesce(chat.open, 0) < 2"
            + " AND (chat.head IS NOT waiting.first OR chat.ready IS NULL OR chat.ready NOT IN (0, 1)) LIMIT " + MOST;

    private static final String STRAY = "SELECT name, head & 1099511627775 FROM chat WHERE head IS NOT NULL"
            + " AND (open >= 2 OR NOT EXISTS (SELECT 1 FROM message WHERE id = chat.head AND state = 0"
            + " AND message.queue = chat.queue AND message.chat = chat.name AND message.due = chat.due)) LIMIT " + MOST;

    private static final String BACKLOG = "SELECT waiting.chat, waiting.messages, coalesce(backlog.queued, 0) FROM"
            + " (SELECT queue, chat, count(*) AS messages FROM message WHERE state = 0 GROUP BY queue, chat) AS waiting"
            + " LEFT JOIN backlog ON backlog.queue = waiting.queue AND backlog.chat = waiting.chat"
            + " WHERE waiting.messages <> coalesce(backlog.queued, 0) UNION ALL SELECT chat, 0, queued FROM backlog"
            + " WHERE NOT EXISTS (SELECT 1 FROM message WHERE message.queue = backlog.queue"
            + " AND message.chat = backlog.chat AND message.state = 0) LIMIT " + MOST;

    private static final String NUMBERS = "SELECT queue.name, max(message.id) & 1099511627775, queue.last_id"
            + " FROM message JOIN queue ON queue.id = message.queue GROUP BY queue.id"
            + " HAVING max(message.id) & 1099511627775 > queue.last_id LIMIT " + MOST;

    private final Database db;
    private final Path file;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, Object> facts = new LinkedHashMap<>();

    Audit(Database db, Path file) {
        this.db = db;
        this.file = file;
    }

    /** How a row that should not be there is told. */
    private interface Sentence {
        String of(ResultSet row) throws SQLException;
    }

    Inspection inspection() throws SQLException {
        db.each("PRAGMA integrity_check(" + MOST + ")", row -> {
            if (!row.getString(1).equals("ok")) {
                problems.add("SQLite: " + row.getString(1));
            }
        });
        // a damaged file answers these with nonsense
        if (problems.isEmpty()) {
            agreements();
        }
        facts();
        return new Inspection(problems, facts);
    }

    private void agreements() throws SQLException {
        find(
                TALLIES,
                row -> "job '" + row.getString(1) + "' counts " + row.getLong(3) + " " + row.getString(2) + ", it has "
                        + row.getLong(4));
        find(
                OPEN,
                row -> "chat '" + row.getString(1) + "' has " + row.getLong(2) + " messages open, it counts "
                        + row.getLong(3));
        find(
                IDLE,
                row -> "chat '" + row.getString(1) + "' counts " + row.getLong(2) + " open messages that it has not");
        find(
                BACKLOG,
                row -> "chat '" + row.getString(1) + "' has " + row.getLong(2) + " messages that wait, it counts "
                        + row.getLong(3));
        find(HEADS, row -> "chat '" + row.getString(1) + "' would not give message " + row.getLong(2) + ", its oldest");
        find(
                STRAY,
                row -> "chat '" + row.getString(1) + "' would give message " + row.getLong(2)
                        + ", which does not wait there");
        find(NUMBERS, row -> "queue '" + row.getString(1) + "' would give the number " + row.getLong(2) + " again");
    }

    private void find(String sql, Sentence sentence) throws SQLException {
        db.each(sql, row -> problems.add(sentence.of(row)));
    }

    private void facts() throws SQLException {
        facts.put("file", file.toString());
        facts.put("bytes", size());
        facts.put("free bytes", db.number("PRAGMA freelist_count", 0) * db.number("PRAGMA page_size", 0));
        facts.put("schema", Schema.version(db));
        String sender = Sender.words(db);
        facts.put("sender", sender == null ? "none" : sender);
        count("cells", "SELECT count(*) FROM cell");
        count("values", "SELECT count(*) FROM value");
        count("sessions", "SELECT count(*) FROM session");
        count("limits", "SELECT count(*) FROM bucket");
        count("queues", "SELECT count(*) FROM queue");
        count("jobs", "SELECT count(*) FROM job WHERE name <> ''");
        count("jobs held", "SELECT count(*) FROM job WHERE held = 1");
        for (String state : List.of("queued", "claimed", "sending", "sent", "failed", "unknown")) {
            count("messages " + state, "SELECT coalesce(sum(" + state + "), 0) FROM job");
        }
    }

    private void count(String name, String sql) throws SQLException {
        facts.put(name, db.number(sql, 0));
    }

    private long size() {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            return 0;
        }
    }
}
