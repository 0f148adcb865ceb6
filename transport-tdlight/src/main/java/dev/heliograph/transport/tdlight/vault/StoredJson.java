// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.vault;

import dev.heliograph.transport.tdlight.session.SessionFormatException;
import dev.heliograph.transport.tdlight.session.SessionMaterial;
import dev.heliograph.transport.tdlight.vault.StoredSession.Account;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A session's record as JSON, before it is sealed. Fields that a later version adds are passed over. */
final class StoredJson {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int VERSION = 1;

    private StoredJson() {}

    static byte[] write(StoredSession session) {
        ObjectNode node = JSON.createObjectNode().put("version", VERSION);
        node.put("database_key", Base64.getEncoder().encodeToString(session.databaseKey()));
        Account account = session.account();
        if (account != null) {
            node.put("user_id", account.userId()).put("bot", account.bot()).put("username", account.username());
        }
        node.put("fingerprint", session.fingerprint()).put("origin", session.origin());
        Instant used = session.lastUsed();
        node.put("last_used", used == null ? null : used.toString());
        node.put("place", session.place());
        SessionMaterial material = session.material();
        if (material != null) {
            write(node.putObject("session"), material);
        }
        ObjectNode names = node.putObject("usernames");
        session.usernames().forEach((id, name) -> names.put(id.toString(), name));
        return JSON.writeValueAsBytes(node);
    }

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException if it is none, or that of a later version; the message tells nothing of it
     */
    static StoredSession read(byte[] content) {
        try {
            JsonNode node = JSON.readTree(content);
            int version = node.path("version").asInt(0);
            if (version != VERSION) {
                throw new IllegalArgumentException("has version " + version + ": this version reads " + VERSION);
            }
            byte[] key = Base64.getDecoder().decode(node.path("database_key").asString(""));
            if (key.length != StoredSession.KEY_BYTES) {
                throw new IllegalArgumentException("holds no database key");
            }
            Account account = account(node);
            return new StoredSession(
                    key,
                    account,
                    text(node, "fingerprint"),
                    text(node, "origin"),
                    moment(text(node, "last_used")),
                    usernames(node.path("usernames")),
                    material(node.path("session"), account),
                    text(node, "place"));
        } catch (SessionFormatException | JacksonException | DateTimeException | NumberFormatException malformed) {
            throw new IllegalArgumentException("is damaged", malformed);
        }
    }

    private static @Nullable Account account(JsonNode node) {
        long userId = node.path("user_id").asLong(0);
        return userId == 0 ? null : new Account(userId, node.path("bot").asBoolean(false), text(node, "username"));
    }

    private static void write(ObjectNode node, SessionMaterial material) {
        node.put("dc", material.dc())
                .put("test", material.test())
                .put("auth_key", Base64.getEncoder().encodeToString(material.authKey()))
                .put("api_id", material.apiId());
    }

    /** Addresses are not kept: TDLib knows its own. */
    private static @Nullable SessionMaterial material(JsonNode node, @Nullable Account account)
            throws SessionFormatException {
        if (!node.isObject()) {
            return null;
        }
        byte[] key = Base64.getDecoder().decode(node.path("auth_key").asString(""));
        JsonNode api = node.path("api_id");
        return SessionMaterial.of(node.path("dc").asInt(0), node.path("test").asBoolean(false), key)
                .withApiId(api.isInt() ? (Integer) api.asInt() : null)
                .withUserId(account == null ? null : (Long) account.userId())
                .withBot(account == null ? null : (Boolean) account.bot());
    }

    private static @Nullable Instant moment(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }

    private static SortedMap<Long, String> usernames(JsonNode node) {
        SortedMap<Long, String> names = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            names.put(Long.valueOf(entry.getKey()), entry.getValue().asString(""));
        }
        return names;
    }

    private static @Nullable String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isString() ? value.asString() : null;
    }
}
