// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The session files of Pyrogram and its forks. Pyrogram and Hydrogram keep one name of a peer in its row; Kurigram, from
 * version 4 on, keeps all of them in a table of their own; Pyrofork keeps the first in the row and those of peers with several in
 * a table of another shape.
 *
 * <p>Sources: {@code pyrogram/storage/sqlite_storage.py} of pyrogram/pyrogram, KurimuzonAkuma/kurigram (version 7) and
 * Mayuri-Chan/pyrofork (version 4), {@code hydrogram/storage/sqlite_storage.py} of hydrogram/hydrogram.
 */
final class PyrogramFile {
    private PyrogramFile() {}

    static FoundSession read(SqliteFile file, SqliteTable sessions) throws SessionFormatException {
        SqliteRow row = SqliteSession.signedIn(sessions, "auth_key");
        Long bot = row.integer("is_bot");
        SessionMaterial session = SqliteSession.material(row, SqliteSession.orZero(row.integer("test_mode")) != 0)
                .withUserId(Parts.userId(SqliteSession.orZero(row.integer("user_id"))))
                .withBot(bot == null ? null : (Boolean) (bot != 0))
                .withApiId(Parts.apiId(SqliteSession.orZero(row.integer("api_id"))));
        return new FoundSession(SessionFormat.PYROGRAM_FILE, session, peers(file));
    }

    private static List<KnownPeer> peers(SqliteFile file) throws SessionFormatException {
        SqliteTable known = file.table("peers");
        SqliteTable names = file.table("usernames");
        boolean beside = names != null && names.has("peer_id");
        Map<Long, String> listed = names == null
                ? Map.of()
                : beside ? firstNames(names, "peer_id", "id") : firstNames(names, "id", "username");
        List<KnownPeer> peers = new ArrayList<>();
        for (SqliteRow peer : known == null ? List.<SqliteRow>of() : known.rows()) {
            Long id = peer.integer("id");
            Long hash = peer.integer("access_hash");
            if (id != null && id != 0) {
                String own = peer.text("username");
                String other = listed.get(id);
                // the row's own name is the newer one where the table stands beside it, and was left over where the
                // table took its place
                String name = beside ? firstOf(own, other) : firstOf(other, own);
                peers.add(new KnownPeer(
                        id, SqliteSession.orZero(hash), name, peer.text("phone_number"), peer.text("name")));
            }
        }
        return peers;
    }

    /** The first of several names stands for the id. */
    private static Map<Long, String> firstNames(SqliteTable names, String idColumn, String nameColumn)
            throws SessionFormatException {
        Map<Long, String> first = new HashMap<>();
        for (SqliteRow row : names.rows()) {
            Long id = row.integer(idColumn);
            String name = row.text(nameColumn);
            if (id != null && name != null && !name.isEmpty()) {
                first.putIfAbsent(id, name);
            }
        }
        return first;
    }

    private static @Nullable String firstOf(@Nullable String name, @Nullable String other) {
        return name == null || name.isEmpty() ? other : name;
    }
}
