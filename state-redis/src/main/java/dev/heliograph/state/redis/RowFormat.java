// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import dev.heliograph.model.Bytes;
import dev.heliograph.spi.state.OutboxDraft;
import dev.heliograph.spi.state.OutboxRow;
import dev.heliograph.spi.state.OutboxState;
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
