// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.session;

import java.util.ArrayList;
import java.util.List;

/** A table and how its records are to be read. */
final class SqliteTable {
    private static final String SCHEMA =
            "CREATE TABLE sqlite_schema (type text, name text, tbl_name text, rootpage integer, sql text)";

    private final SqliteFile file;
    private final String name;
    private final long root;
    private final SqliteColumns columns;

    private SqliteTable(SqliteFile file, String name, long root, SqliteColumns columns) {
        this.file = file;
        this.name = name;
        this.root = root;
        this.columns = columns;
    }

    static SqliteTable of(SqliteFile file, String name, long root, String sql) throws SessionFormatException {
        return new SqliteTable(file, name, root, SqliteColumns.parse(sql));
    }

    /** The table of tables. */
    static SqliteTable schema(SqliteFile file) throws SessionFormatException {
        return of(file, "sqlite_schema", 1, SCHEMA);
    }

    String name() {
        return name;
    }

    boolean has(String column) {
        return columns.names().contains(column);
    }

    List<SqliteRow> rows() throws SessionFormatException {
        List<SqliteRow> rows = new ArrayList<>();
        for (SqliteTree.Cell cell : new SqliteTree(file, columns.keyed()).cells(root)) {
            rows.add(SqliteRow.of(columns.names(), columns.rowIdColumn(), cell, file.charset()));
        }
        return rows;
    }
}
