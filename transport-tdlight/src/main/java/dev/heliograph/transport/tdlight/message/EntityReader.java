// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import dev.heliograph.model.Entity;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads who somebody is. */
final class EntityReader {
    private EntityReader() {}

    static Entity person(JsonNode user) {
        long id = user.path("id").asLong(0);
        String name = (user.path("first_name").asString("") + " "
                        + user.path("last_name").asString(""))
                .strip();
        String type = user.path("type").path("@type").asString("");
        return type.equals("userTypeBot")
                ? new Entity.Bot(id, name, username(user))
                : new Entity.User(id, name, username(user), type.equals("userTypeDeleted"));
    }

    static Entity basicGroup(JsonNode chat) {
        return new Entity.Group(chat.path("id").asLong(0), chat.path("title").asString(""), null, 0, false);
    }

    /** A supergroup or a channel. */
    static Entity supergroup(JsonNode chat, JsonNode supergroup, int slowModeSeconds) {
        long id = chat.path("id").asLong(0);
        String title = chat.path("title").asString("");
        return supergroup.path("is_channel").asBoolean(false)
                ? new Entity.Channel(id, title, username(supergroup))
                : new Entity.Group(
                        id,
                        title,
                        username(supergroup),
                        slowModeSeconds,
                        supergroup.path("is_forum").asBoolean(false));
    }

    private static @Nullable String username(JsonNode owner) {
        String name = owner.path("usernames").path("active_usernames").path(0).asString("");
        return name.isEmpty() ? null : name;
    }
}
