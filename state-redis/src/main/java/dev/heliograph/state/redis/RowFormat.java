// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import dev.heliograph.model.Bytes;
import dev.heliograph.spi.state.Claimant;
import dev.heliograph.spi.state.OutboxDraft;
import dev.heliograph.spi.state.OutboxRow;
import dev.heliograph.spi.state.OutboxState;
import dev.heliograph.spi.state.StateRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads rows as {@code outbox.lua} writes them. */
final class RowFormat {
    private static final String FORMAT = "1";
    private static final int FIELDS = 16;

    private RowFormat() {}

    /** Rows of a reply from that part on: id, row and payload of each. */
    static List<OutboxRow> rows(Reply reply, int from) {
        List<OutboxRow> rows = new ArrayList<>();
        for (int i = from; i < reply.size(); i += 3) {
            rows.add(row(reply.number(i), reply.text(i + 1), reply.bytes(i + 2)));
        }
        return rows;
    }

    /** The same with all that a row keeps besides. */
    static List<StateRecord> records(String queue, Reply reply, int from) {
        List<StateRecord> records = new ArrayList<>();
        for (int i = from; i < reply.size(); i += 3) {
            OutboxRow row = row(reply.number(i), reply.text(i + 1), reply.bytes(i + 2));
            String[] fields = reply.text(i + 1).split("\t", -1);
            Claimant claimant =
                    fields[7].isEmpty() ? null : new Claimant(Names.unescaped(fields[7]), Long.parseLong(fields[8]));
            records.add(new StateRecord.OfRow(queue, row, claimant, fields[14].equals("1")));
        }
        return records;
    }

    /** A row as text; of no claim whose answer could have been lost. */
    static String text(StateRecord.OfRow record) {
        OutboxRow row = record.row();
        OutboxDraft draft = row.draft();
        Claimant claimant = record.claimant();
        return String.join(
                "\t",
                FORMAT,
                row.state().name(),
                Micros.text(draft.dueAt()),
                Micros.text(row.changedAt()),
                Names.escaped(draft.job()),
                Long.toString(draft.line()),
                Names.escaped(draft.chat()),
                claimant == null ? "" : Names.escaped(claimant.owner()),
                claimant == null ? "" : Long.toString(claimant.fence()),
                "",
                Names.escaped(row.session()),
                Long.toString(row.randomId()),
                Integer.toString(row.attempts()),
                Long.toString(row.messageId()),
                record.recovered() ? "1" : "0",
                Names.escaped(row.reason()));
    }

    private static OutboxRow row(long id, String text, byte[] payload) {
        String[] fields = text.split("\t", -1);
        int keyEnd = tab(payload, 2);
        if (fields.length != FIELDS || !fields[0].equals(FORMAT) || payload[0] != '1') {
            throw new IllegalStateException("row " + id + " has a format that this version does not read");
        }
        OutboxDraft draft = new OutboxDraft(
                Names.unescaped(Names.text(Arrays.copyOfRange(payload, 2, keyEnd))),
                Names.unescaped(fields[4]),
                Long.parseLong(fields[5]),
                Names.unescaped(fields[6]),
                Micros.instant(Long.parseLong(fields[2])),
                Bytes.copyOf(Arrays.copyOfRange(payload, keyEnd + 1, payload.length)));
        return new OutboxRow(
                id,
                draft,
                OutboxState.valueOf(fields[1]),
                Names.unescaped(fields[10]),
                Long.parseLong(fields[11]),
                Integer.parseInt(fields[12]),
                Long.parseLong(fields[13]),
                Names.unescaped(fields[15]),
                Micros.instant(Long.parseLong(fields[3])));
    }

    private static int tab(byte[] payload, int from) {
        int at = from;
        while (payload[at] != '\t') {
            at++;
        }
        return at;
    }
}
