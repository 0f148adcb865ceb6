// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.session;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The session files of Telethon. Those of Telethon 1 have the versions 1 to 7 and one row of sessions; those of Telethon 2
 * have version 10, a key for each data centre, and the account, and remember nobody.
 *
 * <p>Sources: {@code telethon/sessions/sqlite.py} of the branch v1 and {@code _impl/session/storage/sqlite.py} of the branch v2
 * of LonamiWebs/Telethon.
 */
final class TelethonFile {
    private TelethonFile() {}

    /** A file of Telethon 1. */
    static FoundSession first(SqliteFile file, SqliteTable sessions) throws SessionFormatException {
        SqliteRow row = SqliteSession.signedIn(sessions, "auth_key");
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
                peers.add(new KnownPeer(id, hash, entity.text("username"), entity.text("phone"), entity.text("name")));
            }
        }
        String host = row.text("server_address");
        SessionMaterial session = SqliteSession.material(row, host != null && DataCentres.isTest(host))
                .withUserId(self);
        return new FoundSession(SessionFormat.TELETHON_FILE, session, peers);
    }

    /** A file of Telethon 2. */
    static FoundSession second(SqliteFile file, SqliteTable centres) throws SessionFormatException {
        SqliteTable users = file.table("user");
        List<SqliteRow> accounts = users == null ? List.of() : users.rows();
        SqliteRow account = accounts.isEmpty() ? null : accounts.get(0);
        Long home = account == null ? null : account.integer("dc");
        SqliteRow centre = home == null ? SqliteSession.signedIn(centres, "auth") : centre(centres, home);
        DcAddress address = address(centre.text("ipv4_addr"));
        SessionMaterial session = Parts.session(
                        SqliteSession.orZero(centre.integer("id")),
                        address != null && DataCentres.isTest(address.host()),
                        SqliteSession.key(centre, "auth"))
                .withAddress(address);
        if (account != null) {
            Long bot = account.integer("bot");
            session = session.withUserId(Parts.userId(SqliteSession.orZero(account.integer("id"))))
                    .withBot(bot == null ? null : (Boolean) (bot != 0));
        }
        return new FoundSession(SessionFormat.TELETHON_FILE, session);
    }

    /** The data centre that holds the account: the keys of others are copies for files. */
    private static SqliteRow centre(SqliteTable centres, long home) throws SessionFormatException {
        for (SqliteRow centre : centres.rows()) {
            Long id = centre.integer("id");
            if (id != null && id == home && SqliteSession.key(centre, "auth").length > 0) {
                return centre;
            }
        }
        throw new SessionFormatException(
                "nobody is signed in with the session file: it holds no key of the account's data centre");
    }

    private static @Nullable DcAddress address(@Nullable String text) throws SessionFormatException {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return DcAddress.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw new SessionFormatException(
                    "the session file has no address where one is expected: " + wrong.getMessage());
        }
    }
}
