// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.sqlite;

import dev.heliograph.model.Bytes;
import dev.heliograph.spi.state.OutboxDraft;
import dev.heliograph.spi.state.OutboxRow;
import dev.heliograph.spi.state.OutboxState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Messages as rows of a table: their ids, their states and their columns. */
final class Messages {
    /** All that an {@link OutboxRow} says, of the table {@code message}. */
    static final String COLUMNS =
            "id, key, (SELECT name FROM job WHERE job.id = message.job), line, chat, due, payload,"
                    + " state, session, random_id, attempts, message_id, reason, changed";

    private static final int NUMBER_BITS = 40;
    private static final long LARGEST_NUMBER = (1L << NUMBER_BITS) - 1;
    /** As they are stored: a state's place here never changes. */
    private static final List<OutboxState> STATES = List.of(
            OutboxState.QUEUED,
            OutboxState.CLAIMED,
            OutboxState.SENDING,
            OutboxState.SENT,
            OutboxState.FAILED,
            OutboxState.UNKNOWN);

    private Messages() {}

    /** Where the message with that number stands in the table. */
    static long id(long queue, long number) {
        return (queue << NUMBER_BITS) | number;
    }

    /** As {@link #id}, or -1, where nothing stands, for a number that is none. */
    static long idOrNone(long queue, long number) {
        return number < 0 || number > LARGEST_NUMBER ? -1 : id(queue, number);
    }

    /** The place of the last message that the queue may have. */
    static long lastId(long queue) {
        return id(queue, LARGEST_NUMBER);
    }

    /** As {@link #id}, or the last place for a number that is too large. */
    static long idOrLast(long queue, long number) {
        return id(queue, Math.min(number, LARGEST_NUMBER));
    }

    /** The number of a message within its queue, as callers know it. */
    static long number(long id) {
        return id & LARGEST_NUMBER;
    }

    static OutboxState state(int stored) {
        return STATES.get(stored);
    }

    static int stored(OutboxState state) {
        return STATES.indexOf(state);
    }

    static boolean isOpen(OutboxState state) {
        return state == OutboxState.CLAIMED || state == OutboxState.SENDING;
    }

    static OutboxRow row(ResultSet row) throws SQLException {
        OutboxDraft draft = new OutboxDraft(
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                row.getString(5),
                Nanos.instant(row.getLong(6)),
                Bytes.copyOf(row.getBytes(7)));
        return new OutboxRow(
                number(row.getLong(1)),
                draft,
                state(row.getInt(8)),
                row.getString(9),
                row.getLong(10),
                row.getInt(11),
                row.getLong(12),
                row.getString(13),
                Nanos.instant(row.getLong(14)));
    }
}
