// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.session;

import org.jspecify.annotations.Nullable;

/**
 * Session files that are SQLite databases: those of Telethon and Pyrogram, told apart by their tables and columns. Versions
 * and forks differ by what was added.
 */
final class SqliteSession {
    private SqliteSession() {}

    static FoundSession read(byte[] bytes) throws SessionFormatException {
        SqliteFile file = SqliteFile.of(bytes);
        SqliteTable centres = file.table("datacenter");
        if (centres != null && centres.has("auth")) {
            return TelethonFile.second(file, centres);
        }
        SqliteTable sessions = file.table("sessions");
        if (sessions == null || !sessions.has("dc_id") || !sessions.has("auth_key")) {
            throw new SessionFormatException(
                    file.table("auth_keys") == null
                            ? "the SQLite file has no table of sessions: it is neither Telethon's nor Pyrogram's"
                            : "mtcute's own database cannot be read: export a string from it");
        }
        if (sessions.has("test_mode")) {
            return PyrogramFile.read(file, sessions);
        }
        if (sessions.has("server_address")) {
            return TelethonFile.first(file, sessions);
        }
        throw new SessionFormatException("the sessions of the SQLite file are neither Telethon's nor Pyrogram's");
    }

    /** The one row that has a key. */
    static SqliteRow signedIn(SqliteTable table, String keyColumn) throws SessionFormatException {
        SqliteRow found = null;
        for (SqliteRow row : table.rows()) {
            if (key(row, keyColumn).length == 0) {
                continue;
            }
            if (found != null) {
                throw new SessionFormatException(
                        "the session file holds several keys, and does not say which is in use");
            }
            found = row;
        }
        if (found == null) {
            throw new SessionFormatException("nobody is signed in with the session file: it holds no key");
        }
        return found;
    }

    /** The key of a row, without bytes where it has none. */
    static byte[] key(SqliteRow row, String column) {
        byte[] key = row.blob(column);
        return key == null ? new byte[0] : key;
    }

    /** The session of a row that has a data centre, a key, and perhaps an address. */
    static SessionMaterial material(SqliteRow row, boolean test) throws SessionFormatException {
        SessionMaterial session = Parts.session(orZero(row.integer("dc_id")), test, key(row, "auth_key"));
        String host = row.text("server_address");
        return host == null || host.isEmpty()
                ? session
                : session.withAddress(Parts.address(host, orZero(row.integer("port"))));
    }

    static long orZero(@Nullable Long value) {
        return value == null ? 0 : value;
    }
}
