// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One connection with its prepared statements. Confined to one thread at a time. */
final class Database implements AutoCloseable {
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Database(Connection connection) {
        this.connection = connection;
    }

    /** What a row says. */
    @FunctionalInterface
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** What is done with each row. */
    @FunctionalInterface
    interface Visitor {
        void visit(ResultSet row) throws SQLException;
    }

    /** Begins a transaction that holds the write lock from its beginning, or one that only reads. */
    void begin(boolean writes) throws SQLException {
        update(writes ? "BEGIN IMMEDIATE" : "BEGIN");
    }

    void commit() throws SQLException {
        update("COMMIT");
    }

    /** Ends a transaction that failed; SQLite may have done so itself. */
    void rollback() {
        // the driver does not get over it when a statement fails half-way
        forgetStatements();
        try {
            once("ROLLBACK");
        } catch (SQLException none) {
            // there was none any more
        }
    }

    void forgetStatements() {
        List<PreparedStatement> old = List.copyOf(prepared.values());
        prepared.clear();
        for (PreparedStatement statement : old) {
            try {
                statement.close();
            } catch (SQLException told) {
                // SQLite repeats here why the statement failed
            }
        }
    }

    /** Runs a statement without rows; returns how many it changed. */
    int update(String sql, @Nullable Object... values) throws SQLException {
        return bound(sql, values).executeUpdate();
    }

    /** The first row, or null where there is none. */
    <T> @Nullable T first(String sql, Reader<T> reader, @Nullable Object... values) throws SQLException {
        try (ResultSet rows = bound(sql, values).executeQuery()) {
            return rows.next() ? reader.read(rows) : null;
        }
    }

    /** The number in the first row, or the fallback where there is no row. */
    long number(String sql, long fallback, @Nullable Object... values) throws SQLException {
        try (ResultSet rows = bound(sql, values).executeQuery()) {
            return rows.next() ? rows.getLong(1) : fallback;
        }
    }

    <T> List<T> list(String sql, Reader<T> reader, @Nullable Object... values) throws SQLException {
        List<T> found = new ArrayList<>();
        each(sql, row -> found.add(reader.read(row)), values);
        return found;
    }

    void each(String sql, Visitor visitor, @Nullable Object... values) throws SQLException {
        try (ResultSet rows = bound(sql, values).executeQuery()) {
            while (rows.next()) {
                visitor.visit(rows);
            }
        }
    }

    /** Runs a statement that is not kept. */
    void once(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // unlike execute, this goes to the end of statements that work in steps
            statement.executeUpdate(sql);
        }
    }

    private PreparedStatement bound(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            bind(statement, i + 1, values[i]);
        }
        return statement;
    }

    private static void bind(PreparedStatement statement, int at, @Nullable Object value) throws SQLException {
        if (value == null) {
            statement.setNull(at, Types.NULL);
        } else if (value instanceof String text) {
            statement.setString(at, text);
        } else if (value instanceof byte[] bytes) {
            statement.setBytes(at, bytes);
        } else if (value instanceof Boolean flag) {
            statement.setInt(at, flag ? 1 : 0);
        } else {
            statement.setLong(at, ((Number) value).longValue());
        }
    }

    @Override
    public void close() throws SQLException {
        forgetStatements();
        connection.close();
    }
}
