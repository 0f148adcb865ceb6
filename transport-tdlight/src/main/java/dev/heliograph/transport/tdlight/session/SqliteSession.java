// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.session;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The session files of Telethon and Pyrogram, told apart by their columns: versions differ by columns that were added. */
final class SqliteSession {
    private SqliteSession() {}

    static FoundSession read(byte[] bytes) throws SessionFormatException {
        SqliteFile file = SqliteFile.of(bytes);
        SqliteTable sessions = file.table("sessions");
        if (sessions == null || !sessions.has("dc_id") || !sessions.has("auth_key")) {
            throw new SessionFormatException(
                    file.table("auth_keys") == null
                            ? "the SQLite file has no table of sessions: it is neither Telethon's nor Pyrogram's"
                            : "mtcute's own database cannot be read: export a string from it");
        }
        boolean pyrogram = sessions.has("test_mode");
        if (!pyrogram && !sessions.has("server_address")) {
            throw new SessionFormatException("the sessions of the SQLite file are neither Telethon's nor Pyrogram's");
        }
        SqliteRow row = signedIn(sessions);
        return pyrogram ? pyrogram(file, row) : telethon(file, row);
    }

    private static FoundSession telethon(SqliteFile file, SqliteRow row) throws SessionFormatException {
        SqliteTable entities = file.table("entities");
        Long self = null;
        List<KnownPeer> peers = new ArrayList<>();
        for (SqliteRow entity : entities == null ? List.<SqliteRow>of() : entities.rows()) {
            Long id = entity.integer("id");
            Long hash = entity.integer("hash");
            if (id == null || hash == null) {
                continue;
            }
            // the account itself is kept under 0, with its id where others have their hash
            if (id == 0) {
                self = hash;
            } else {
                peers.add(peer(entity, id, hash, "phone"));
            }
        }
        String host = row.text("server_address");
        SessionMaterial session =
                base(row, host != null && DataCentres.isTest(host)).withUserId(self);
        return new FoundSession(SessionFormat.TELETHON_FILE, session, peers);
    }

    private static FoundSession pyrogram(SqliteFile file, SqliteRow row) throws SessionFormatException {
        SqliteTable known = file.table("peers");
        List<KnownPeer> peers = new ArrayList<>();
        for (SqliteRow peer : known == null ? List.<SqliteRow>of() : known.rows()) {
            Long id = peer.integer("id");
            Long hash = peer.integer("access_hash");
            if (id != null && id != 0) {
                peers.add(peer(peer, id, hash == null ? 0 : hash, "phone_number"));
            }
        }
        Long bot = row.integer("is_bot");
        SessionMaterial session = base(row, orZero(row.integer("test_mode")) != 0)
                .withUserId(Parts.userId(orZero(row.integer("user_id"))))
                .withBot(bot == null ? null : (Boolean) (bot != 0))
                .withApiId(Parts.apiId(orZero(row.integer("api_id"))));
        return new FoundSession(SessionFormat.PYROGRAM_FILE, session, peers);
    }

    private static SessionMaterial base(SqliteRow row, boolean test) throws SessionFormatException {
        byte[] key = row.blob("auth_key");
        SessionMaterial session = Parts.session(orZero(row.integer("dc_id")), test, key == null ? new byte[0] : key);
        String host = row.text("server_address");
        return host == null || host.isEmpty()
                ? session
                : session.withAddress(Parts.address(host, orZero(row.integer("port"))));
    }

    private static KnownPeer peer(SqliteRow row, long id, long hash, String phone) {
        return new KnownPeer(id, hash, row.text("username"), row.text(phone), row.text("name"));
    }

    private static SqliteRow signedIn(SqliteTable sessions) throws SessionFormatException {
        SqliteRow found = null;
        for (SqliteRow row : sessions.rows()) {
            byte[] key = row.blob("auth_key");
            if (key == null || key.length == 0) {
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

    private static long orZero(@Nullable Long value) {
        return value == null ? 0 : value;
    }
}
