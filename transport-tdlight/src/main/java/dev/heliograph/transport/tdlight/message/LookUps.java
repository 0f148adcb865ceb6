// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import dev.heliograph.model.Entity;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.Peer;
import dev.heliograph.spi.transport.EntityLookup;
import dev.heliograph.transport.tdlight.td.TdClient;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds out who somebody is. */
final class LookUps implements EntityLookup {
    private final Room room;

    LookUps(Room room) {
        this.room = room;
    }

    @Override
    public CompletionStage<Outcome<Entity>> lookUp(Peer peer) {
        CompletableFuture<Outcome<Entity>> done = new CompletableFuture<>();
        room.chats().find(peer, found -> {
            Failure failure = found.failure();
            if (failure == null) {
                ask("getChat", "chat_id", found.orThrow(), done, chat -> describe(chat, done));
            } else {
                done.complete(Outcome.failed(failure));
            }
        });
        return done;
    }

    private void describe(JsonNode chat, CompletableFuture<Outcome<Entity>> done) {
        JsonNode type = chat.path("type");
        switch (type.path("@type").asString("")) {
            case "chatTypePrivate", "chatTypeSecret" ->
                ask(
                        "getUser",
                        "user_id",
                        type.path("user_id").asLong(0),
                        done,
                        user -> done.complete(Outcome.done(EntityReader.person(user))));
            case "chatTypeBasicGroup" -> done.complete(Outcome.done(EntityReader.basicGroup(chat)));
            case "chatTypeSupergroup" -> {
                long id = type.path("supergroup_id").asLong(0);
                ask("getSupergroup", "supergroup_id", id, done, group -> describe(chat, group, id, done));
            }
            default -> done.complete(Outcome.failed(Failures.server("a strange answer: a chat of unknown type")));
        }
    }

    private void describe(JsonNode chat, JsonNode group, long id, CompletableFuture<Outcome<Entity>> done) {
        if (group.path("is_slow_mode_enabled").asBoolean(false)) {
            ask(
                    "getSupergroupFullInfo",
                    "supergroup_id",
                    id,
                    done,
                    full -> done.complete(Outcome.done(EntityReader.supergroup(
                            chat, group, full.path("slow_mode_delay").asInt(0)))));
        } else {
            done.complete(Outcome.done(EntityReader.supergroup(chat, group, 0)));
        }
    }

    private void ask(
            String method, String what, long id, CompletableFuture<Outcome<Entity>> done, Consumer<JsonNode> then) {
        ObjectNode request = TdClient.request(method).put(what, id);
        room.requests().ask(request, answer -> {
            if (answer.isObject()) {
                then.accept(answer.object());
            } else {
                done.complete(Outcome.failed(room.failures().ofReading(answer)));
            }
        });
    }
}
