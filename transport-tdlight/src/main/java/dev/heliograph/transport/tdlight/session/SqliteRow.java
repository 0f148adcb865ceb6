// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.session;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row by the names of its columns; a column that is not there is null, as is a value of another type. */
final class SqliteRow {
    private final List<String> columns;
    private final @Nullable Object[] values;

    private SqliteRow(List<String> columns, @Nullable Object[] values) {
        this.columns = columns;
        this.values = values;
    }

    /**
     * Reads a record.
     *
     * @param rowIdColumn the index of the column that stands for the row id, or -1
     */
    static SqliteRow of(List<String> columns, int rowIdColumn, SqliteTree.Cell cell, Charset charset)
            throws SessionFormatException {
        byte[] payload = cell.payload();
        Varints head = new Varints(payload);
        long headEnd = head.next();
        @Nullable Object[] values = new @Nullable Object[columns.size()];
        long at = headEnd;
        for (int i = 0; i < values.length && head.at < headEnd; i++) {
            long type = head.next();
            long length = length(type);
            if (length < 0 || at < 0 || at + length > payload.length) {
                throw damaged();
            }
            values[i] = value(type, payload, (int) at, (int) length, charset);
            at += length;
        }
        if (rowIdColumn >= 0 && rowIdColumn < values.length && values[rowIdColumn] == null) {
            values[rowIdColumn] = cell.rowId();
        }
        return new SqliteRow(columns, values);
    }

    @Nullable
    Long integer(String column) {
        return value(column) instanceof Long number ? number : null;
    }

    /** The text; a number as its digits. */
    @Nullable
    String text(String column) {
        Object value = value(column);
        return value instanceof String || value instanceof Long ? value.toString() : null;
    }

    byte @Nullable [] blob(String column) {
        return value(column) instanceof byte[] bytes ? bytes : null;
    }

    private @Nullable Object value(String column) {
        int index = columns.indexOf(column);
        return index < 0 ? null : values[index];
    }

    private static long length(long type) {
        if (type >= 12) {
            return (type - 12) / 2;
        }
        return switch ((int) Math.max(type, -1)) {
            case 0, 8, 9 -> 0;
            case 1, 2, 3, 4 -> type;
            case 5 -> 6;
            case 6, 7 -> 8;
            default -> -1;
        };
    }

    private static @Nullable Object value(long type, byte[] payload, int at, int length, Charset charset) {
        if (type >= 12) {
            return type % 2 == 0
                    ? Arrays.copyOfRange(payload, at, at + length)
                    : new String(payload, at, length, charset);
        }
        if (type == 0) {
            return null;
        }
        if (type >= 8) {
            return type - 8;
        }
        long number = length == 0 ? 0 : payload[at];
        for (int i = 1; i < length; i++) {
            number = (number << 8) | (payload[at + i] & 255);
        }
        return type == 7 ? (Object) Double.longBitsToDouble(number) : (Object) number;
    }

    private static SessionFormatException damaged() {
        return new SessionFormatException("the SQLite file is damaged: a row does not hold what it says");
    }

    private static final class Varints {
        private final byte[] bytes;
        private int at;

        Varints(byte[] bytes) {
            this.bytes = bytes;
        }

        long next() throws SessionFormatException {
            long value = 0;
            for (int i = 0; i < 9; i++) {
                if (at >= bytes.length) {
                    throw damaged();
                }
                int b = bytes[at++] & 255;
                if (i == 8) {
                    return (value << 8) | b;
                }
                value = (value << 7) | (b & 127);
                if (b < 128) {
                    return value;
                }
            }
            return value;
        }
    }
}
