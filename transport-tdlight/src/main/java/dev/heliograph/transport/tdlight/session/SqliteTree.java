// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.session;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Walks the pages of one table and gathers its records, in order. */
final class SqliteTree {
    private static final int LEAF_TABLE = 13;
    private static final int INTERIOR_TABLE = 5;
    private static final int LEAF_INDEX = 10;
    private static final int INTERIOR_INDEX = 2;
    private static final int MAX_DEPTH = 30;
    private static final int MAX_RECORD = 1 << 20;
    private static final int MAX_RECORDS = 1_000_000;

    private final SqliteFile file;
    private final boolean keyed;
    private final BitSet seen = new BitSet();
    private final List<Cell> cells = new ArrayList<>();
    private long budget;

    /** @param keyed whether the table is one without row ids, which SQLite keeps as it keeps indexes */
    SqliteTree(SqliteFile file, boolean keyed) {
        this.file = file;
        this.keyed = keyed;
        this.budget = file.bytes().length;
    }

    /** One record; the row id is 0 in a table that has none. */
    static final class Cell {
        private final long rowId;
        private final byte[] payload;

        Cell(long rowId, byte[] payload) {
            this.rowId = rowId;
            this.payload = payload;
        }

        long rowId() {
            return rowId;
        }

        byte[] payload() {
            return payload;
        }
    }

    /** A position that reading moves on. */
    private final class Spot {
        private final int end;
        private int at;

        Spot(int at, int end) {
            this.at = at;
            this.end = end;
        }

        long number(int size) throws SessionFormatException {
            if (at < 0 || at + size > end) {
                throw damaged("a cell leaves its page");
            }
            long value = 0;
            for (int i = 0; i < size; i++) {
                value = (value << 8) | (file.bytes()[at++] & 255);
            }
            return value;
        }

        long varint() throws SessionFormatException {
            long value = 0;
            for (int i = 0; i < 8; i++) {
                long b = number(1);
                value = (value << 7) | (b & 127);
                if (b < 128) {
                    return value;
                }
            }
            return value << 8 | number(1);
        }
    }

    List<Cell> cells(long root) throws SessionFormatException {
        walk(root, 0);
        return cells;
    }

    private void walk(long page, int depth) throws SessionFormatException {
        int start = file.start(page);
        if (depth > MAX_DEPTH || seen.get((int) page)) {
            throw damaged("page " + page + " is a part of itself");
        }
        seen.set((int) page);
        int end = start + file.usable();
        Spot head = new Spot(start + (page == 1 ? 100 : 0), end);
        int type = (int) head.number(1);
        boolean interior = type == INTERIOR_TABLE || type == INTERIOR_INDEX;
        boolean ofKeys = type == LEAF_INDEX || type == INTERIOR_INDEX;
        if ((!interior && type != LEAF_TABLE && type != LEAF_INDEX) || ofKeys != keyed) {
            throw damaged("page " + page + " is no page of the table");
        }
        head.number(2);
        int count = (int) head.number(2);
        head.number(3);
        long last = interior ? head.number(4) : 0;
        for (int i = 0; i < count; i++) {
            Spot cell = new Spot(start + (int) head.number(2), end);
            if (interior) {
                walk(cell.number(4), depth + 1);
            }
            if (!interior || keyed) {
                read(cell);
            }
        }
        if (interior) {
            walk(last, depth + 1);
        }
    }

    private void read(Spot cell) throws SessionFormatException {
        long size = cell.varint();
        long rowId = keyed ? 0 : cell.varint();
        budget -= size + 1;
        if (size < 1 || size > MAX_RECORD || budget < 0) {
            throw damaged("its rows are longer than the file");
        }
        if (cells.size() == MAX_RECORDS) {
            throw new SessionFormatException("a table of the SQLite file has more than " + MAX_RECORDS + " rows");
        }
        cells.add(new Cell(rowId, payload(cell, (int) size)));
    }

    /** The record's bytes, of which only a part may be in the page. */
    private byte[] payload(Spot cell, int size) throws SessionFormatException {
        int usable = file.usable();
        int most = keyed ? (usable - 12) * 64 / 255 - 23 : usable - 35;
        int least = (usable - 12) * 32 / 255 - 23;
        int wanted = least + (size - least) % (usable - 4);
        int local = size <= most ? size : wanted <= most ? wanted : least;
        if (cell.at < 0 || cell.at + local > cell.end) {
            throw damaged("a cell leaves its page");
        }
        byte[] payload = new byte[size];
        System.arraycopy(file.bytes(), cell.at, payload, 0, local);
        cell.at += local;
        int filled = local;
        long next = filled < size ? cell.number(4) : 0;
        // each page brings bytes, so that the chain ends even where it bites its tail
        while (filled < size) {
            int start = file.start(next);
            int count = Math.min(size - filled, usable - 4);
            next = new Spot(start, start + usable).number(4);
            System.arraycopy(file.bytes(), start + 4, payload, filled, count);
            filled += count;
        }
        return payload;
    }

    private static SessionFormatException damaged(String how) {
        return new SessionFormatException("the SQLite file is damaged: " + how);
    }
}
