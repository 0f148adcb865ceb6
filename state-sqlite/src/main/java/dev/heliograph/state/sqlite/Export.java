// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.sqlite;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.SessionName;
import dev.heliograph.spi.state.Cells;
import dev.heliograph.spi.state.Claimant;
import dev.heliograph.spi.state.RecordPage;
import dev.heliograph.spi.state.StateRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the tables hold, kind by kind and in the order of their keys. */
final class Export {
    private static final String PRESENT = " AND (expires IS NULL OR expires > ?) ";
    private final Database db;
    private final long now;

    Export(Database db, Instant now) {
        this.db = db;
        this.now = Nanos.of(now);
    }

    /**
     * How far an export is: all of that kind up to that key was told.
     *
     * @param after the key, or empty before the first one
     */
    record Place(StateRecord.Kind kind, String after) {
        /** The place that a cursor names; null where it names none. */
        static @Nullable Place read(String cursor) {
            if (cursor.isEmpty()) {
                return new Place(StateRecord.Kind.CELL, "");
            }
            int colon = cursor.indexOf(':');
            for (StateRecord.Kind kind : StateRecord.Kind.values()) {
                if (colon > 0 && kind.name().equals(cursor.substring(0, colon))) {
                    return new Place(kind, cursor.substring(colon + 1));
                }
            }
            return null;
        }

        String cursor() {
            return kind + ":" + after;
        }

        /** The cursor of the next kind's beginning; empty after the last one. */
        String next() {
            List<StateRecord.Kind> kinds = List.of(StateRecord.Kind.values());
            int next = kinds.indexOf(kind) + 1;
            return next == kinds.size() ? "" : new Place(kinds.get(next), "").cursor();
        }
    }

    /** A record and the key that it stands under. */
    private record Keyed(String key, StateRecord record) {}

    RecordPage page(Place place, int limit) throws SQLException {
        List<Keyed> found = records(place, limit);
        List<StateRecord> records = found.stream().map(Keyed::record).toList();
        return new RecordPage(
                records,
                found.size() < limit ? place.next() : new Place(place.kind, found.get(found.size() - 1).key).cursor());
    }

    private List<Keyed> records(Place place, int limit) throws SQLException {
        String after = place.after;
        return switch (place.kind) {
            case CELL ->
                db.list(
                        SqliteCells.COLUMNS + "WHERE key > ? AND instr(key, '" + Cells.OWN + "') <> 1" + PRESENT
                                + "ORDER BY key LIMIT ?",
                        row -> new Keyed(row.getString(1), new StateRecord.OfCell(SqliteCells.cell(row))),
                        after,
                        now,
                        limit);
            case VALUE ->
                db.list(
                        "SELECT key, bytes, expires FROM value WHERE key > ?" + PRESENT + "ORDER BY key LIMIT ?",
                        Export::value,
                        after,
                        now,
                        limit);
            case SESSION ->
                db.list(
                        "SELECT name, sealed FROM session WHERE name > ? ORDER BY name LIMIT ?",
                        Export::session,
                        after,
                        limit);
            case QUEUE ->
                db.list(
                        "SELECT id, name, last_id FROM queue WHERE id > ? ORDER BY id LIMIT ?",
                        row -> new Keyed(row.getString(1), new StateRecord.OfQueue(row.getString(2), row.getLong(3))),
                        number(after),
                        limit);
            case FENCE -> fences(after, limit);
            case HOLD ->
                db.list(
                        "SELECT job.id, queue.name, job.name FROM job JOIN queue ON queue.id = job.queue"
                                + " WHERE job.held = 1 AND job.id > ? ORDER BY job.id LIMIT ?",
                        row -> new Keyed(row.getString(1), new StateRecord.OfHold(row.getString(2), row.getString(3))),
                        number(after),
                        limit);
            case ROW ->
                db.list(
                        "SELECT " + Messages.COLUMNS + ", owner, fence, recovered,"
                                + " (SELECT name FROM queue WHERE queue.id = message.queue), id"
                                + " FROM message WHERE id > ? ORDER BY id LIMIT ?",
                        Export::row,
                        number(after),
                        limit);
        };
    }

    /** The key is the queue's id and the owner. */
    private List<Keyed> fences(String after, int limit) throws SQLException {
        int slash = after.indexOf('/');
        return db.list(
                "SELECT fence.queue || '/' || fence.owner, queue.name, fence.owner, fence.fence FROM fence"
                        + " JOIN queue ON queue.id = fence.queue WHERE (fence.queue, fence.owner) > (?, ?)"
                        + " ORDER BY fence.queue, fence.owner LIMIT ?",
                row -> new Keyed(
                        row.getString(1),
                        new StateRecord.OfFence(row.getString(2), new Claimant(row.getString(3), row.getLong(4)))),
                slash < 0 ? 0 : number(after.substring(0, slash)),
                after.substring(slash + 1),
                limit);
    }

    private static Keyed value(ResultSet row) throws SQLException {
        return new Keyed(
                row.getString(1),
                new StateRecord.OfValue(row.getString(1), Bytes.copyOf(row.getBytes(2)), SqliteCells.expires(row, 3)));
    }

    private static Keyed session(ResultSet row) throws SQLException {
        return new Keyed(
                row.getString(1),
                new StateRecord.OfSession(SessionName.of(row.getString(1)), Bytes.copyOf(row.getBytes(2))));
    }

    private static Keyed row(ResultSet row) throws SQLException {
        String owner = row.getString(15);
        Claimant claimant = owner == null ? null : new Claimant(owner, row.getLong(16));
        return new Keyed(
                row.getString(19),
                new StateRecord.OfRow(row.getString(18), Messages.row(row), claimant, row.getInt(17) == 1));
    }

    private static long number(String text) {
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }
}
