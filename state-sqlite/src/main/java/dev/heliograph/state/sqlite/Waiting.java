// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.sqlite;

import dev.heliograph.spi.state.Appended;
import dev.heliograph.spi.state.ChatBacklog;
import dev.heliograph.spi.state.Claimant;
import dev.heliograph.spi.state.OutboxDraft;
import dev.heliograph.spi.state.OutboxRow;
import dev.heliograph.spi.state.OutboxState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** How messages come into the table and are taken out of it in order. */
final class Waiting {
    /** Chats that become ready in one claim, at most: more come with the next claim, so that none takes long. */
    private static final int MOST_PROMOTED = 10_000;

    private static final String ADD =
            "INSERT INTO message (id, queue, key, job, line, chat, due, state, changed, payload)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, ?)";
    private static final String CLAIM = "UPDATE message SET state = 1, owner = ?, fence = ?, changed = ? WHERE id = ?"
            + " RETURNING " + Messages.COLUMNS + ", job";
    private static final String PROMOTE =
            "UPDATE chat SET ready = 1 WHERE (queue, name) IN (SELECT queue, name FROM chat"
                    + " WHERE queue = ? AND ready = 0 AND due <= ? ORDER BY due, head LIMIT " + MOST_PROMOTED + ")";

    private Waiting() {}

    static List<Appended> append(Database db, String queueName, List<OutboxDraft> drafts, Instant now)
            throws SQLException {
        Named queue = Named.openQueue(db, queueName);
        Chats chats = new Chats(db, queue.id(), Nanos.of(now));
        Tally tally = new Tally();
        Map<String, Named> jobs = new HashMap<>();
        List<Appended> answers = new ArrayList<>(drafts.size());
        long last = queue.value();
        for (OutboxDraft draft : drafts) {
            long earlier = db.number("SELECT id FROM message WHERE queue = ? AND key = ?", -1, queue.id(), draft.key());
            if (earlier >= 0) {
                answers.add(new Appended(Messages.number(earlier), false));
                continue;
            }
            Named job = jobs.get(draft.job());
            if (job == null) {
                job = Named.openJob(db, queue.id(), draft.job());
                jobs.put(draft.job(), job);
            }
            long id = Messages.id(queue.id(), ++last);
            add(db, id, queue.id(), job.id(), draft, now);
            tally.add(job.id(), OutboxState.QUEUED, 1);
            if (!job.isHeld()) {
                chats.appended(draft.chat(), id, Nanos.of(draft.dueAt()));
            }
            answers.add(new Appended(last, true));
        }
        tally.write(db);
        db.update("UPDATE queue SET last_id = ? WHERE id = ?", last, queue.id());
        return answers;
    }

    private static void add(Database db, long id, long queue, long job, OutboxDraft draft, Instant now)
            throws SQLException {
        db.update(
                ADD,
                id,
                queue,
                draft.key(),
                job,
                draft.line(),
                draft.chat(),
                Nanos.of(draft.dueAt()),
                Nanos.of(now),
                draft.payload().toArray());
    }

    /** A chat with its candidate. */
    private record Head(long id, long due, String chat, int open) {
        static Head read(ResultSet row) throws SQLException {
            return new Head(row.getLong(1), row.getLong(2), row.getString(3), row.getInt(4));
        }
    }

    static List<OutboxRow> claim(Database db, long queue, Claimant claimant, int limit, Instant moment)
            throws SQLException {
        long now = Nanos.of(moment);
        List<OutboxRow> claimed = new ArrayList<>();
        if (isShutOut(db, queue, claimant)) {
            return claimed;
        }
        db.update(PROMOTE, queue, now);
        Chats chats = new Chats(db, queue, now);
        return claim(db, chats, claimant, ready(db, chats, queue, now, limit), limit, now);
    }

    /** Claims from chats that have a candidate: of each the oldest, the oldest of all first. */
    private static List<OutboxRow> claim(
            Database db, Chats chats, Claimant claimant, List<Head> ready, int limit, long now) throws SQLException {
        List<OutboxRow> claimed = new ArrayList<>();
        Tally tally = new Tally();
        PriorityQueue<Head> heads = new PriorityQueue<>(Comparator.comparingLong(Head::id));
        heads.addAll(ready);
        while (claimed.size() < limit && !heads.isEmpty()) {
            Head head = heads.remove();
            OutboxRow row = db.first(
                    CLAIM,
                    found -> {
                        tally.moved(found.getLong(15), OutboxState.QUEUED, OutboxState.CLAIMED);
                        return Messages.row(found);
                    },
                    claimant.owner(),
                    claimant.fence(),
                    now,
                    head.id);
            if (row == null) {
                throw new IllegalStateException("chat " + head.chat + " is about to give a message that is not there");
            }
            claimed.add(row);
            Chats.Candidate next = chats.set(head.chat, head.open + 1);
            if (next != null && next.due() <= now) {
                heads.add(new Head(next.id(), next.due(), head.chat, head.open + 1));
            }
        }
        tally.write(db);
        return claimed;
    }

    /** The chats with the most messages that wait. */
    static List<ChatBacklog> longest(Database db, long queue, int limit) throws SQLException {
        return db.list(
                "SELECT chat, queued FROM backlog WHERE queue = ? AND queued > 1 ORDER BY queued DESC LIMIT ?",
                row -> new ChatBacklog(row.getString(1), row.getLong(2)),
                queue,
                Math.max(0, limit));
    }

    static List<OutboxRow> claimOf(Database db, long queue, Claimant claimant, List<String> names, Instant moment)
            throws SQLException {
        long now = Nanos.of(moment);
        List<Head> heads = new ArrayList<>();
        for (String name : isShutOut(db, queue, claimant) ? List.<String>of() : names) {
            Head head = db.first(
                    "SELECT head, due, name, open FROM chat WHERE queue = ? AND name = ? AND head IS NOT NULL AND due <= ?",
                    Head::read,
                    queue,
                    name,
                    now);
            if (head != null) {
                heads.add(head);
            }
        }
        return claim(db, new Chats(db, queue, now), claimant, heads, Chats.MOST_OPEN * heads.size(), now);
    }

    /** The first heads that are ready. Where time went backwards, some are not due after all and wait again. */
    private static List<Head> ready(Database db, Chats chats, long queue, long now, int limit) throws SQLException {
        while (true) {
            List<Head> heads = db.list(
                    "SELECT head, due, name, open FROM chat WHERE queue = ? AND ready = 1 ORDER BY head LIMIT ?",
                    Head::read,
                    queue,
                    limit);
            List<Head> early = heads.stream().filter(head -> head.due > now).toList();
            if (early.isEmpty()) {
                return heads;
            }
            for (Head head : early) {
                chats.set(head.chat, head.open);
            }
        }
    }

    private static boolean isShutOut(Database db, long queue, Claimant claimant) throws SQLException {
        long recovered = db.number(
                "SELECT fence FROM fence WHERE queue = ? AND owner = ?", Long.MIN_VALUE, queue, claimant.owner());
        return claimant.fence() < recovered;
    }

    static Instant nextDue(Database db, long queue, Instant moment) throws SQLException {
        long now = Nanos.of(moment);
        long ready =
                db.number("SELECT due FROM chat WHERE queue = ? AND ready = 1 AND due <= ? LIMIT 1", -1, queue, now);
        if (ready != -1) {
            return moment;
        }
        Long due = db.first(
                "SELECT min(due) FROM (SELECT min(due) AS due FROM chat WHERE queue = ?1 AND ready = 0"
                        + " UNION ALL SELECT min(due) FROM chat WHERE queue = ?1 AND ready = 1)",
                row -> row.getObject(1) == null ? Long.MAX_VALUE : row.getLong(1),
                queue);
        long earliest = due == null ? Long.MAX_VALUE : due;
        return earliest <= now ? moment : Nanos.instant(earliest);
    }

    /** Those that have no end yet, by number. */
    static List<OutboxRow> open(Database db, long queue, long after, int limit) throws SQLException {
        return db.list(
                "SELECT " + Messages.COLUMNS
                        + " FROM message WHERE id > ? AND id <= ? AND state < 3 ORDER BY id LIMIT ?",
                Messages::row,
                after > 0 ? Messages.idOrLast(queue, after) : Messages.id(queue, 0),
                Messages.lastId(queue),
                Math.max(0, limit));
    }

    /** One that waits fails with that reason; true where it did. */
    static boolean withdraw(Database db, long queue, long number, String reason, Instant moment) throws SQLException {
        Tally tally = new Tally();
        String chat = db.first(
                "UPDATE message SET state = 4, reason = ?, changed = ? WHERE id = ? AND state = 0 RETURNING chat, job",
                row -> {
                    tally.moved(row.getLong(2), OutboxState.QUEUED, OutboxState.FAILED);
                    return row.getString(1);
                },
                reason,
                Nanos.of(moment),
                Messages.idOrNone(queue, number));
        if (chat == null) {
            return false;
        }
        tally.write(db);
        new Chats(db, queue, Nanos.of(moment)).changed(chat, 0);
        return true;
    }
}
