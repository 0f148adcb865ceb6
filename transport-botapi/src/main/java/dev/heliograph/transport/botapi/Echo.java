// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the result of a call has to repeat of its request. A result that does not belongs to another request: a server, or
 * something in between, has lost count of the answers on the connection.
 */
final class Echo {
    private final String method;
    /** The chat where it is named by its number, else 0. */
    private final long chat;

    private final long message;
    /** How many messages an album has, else 0. */
    private final int album;

    private Echo(String method, long chat, long message, int album) {
        this.method = method;
        this.chat = chat;
        this.message = message;
        this.album = album;
    }

    static Echo of(String method, ObjectNode params) {
        return new Echo(
                method,
                params.path("chat_id").asLong(0),
                params.path("message_id").asLong(0),
                params.path("media").isArray() ? params.path("media").size() : 0);
    }

    /** Why the result is none of that request, or null. */
    @Nullable
    String problemOf(JsonNode result) {
        if (method.equals("sendMediaGroup")) {
            return problemOfAlbum(result);
        }
        if (method.startsWith("send") || method.equals("forwardMessage")) {
            return problemOfMessage(result);
        }
        if (method.startsWith("edit")) {
            return result.isBoolean() ? null : problemOfEdit(result);
        }
        return switch (method) {
            case "deleteMessages" -> result.isBoolean() ? null : "the result is no word on deletions";
            case "getChat" -> problemOfChat(result);
            default -> null;
        };
    }

    private @Nullable String problemOfAlbum(JsonNode result) {
        if (!result.isArray() || result.size() != album) {
            return "the result is no album of " + album;
        }
        for (JsonNode item : result) {
            String problem = problemOfMessage(item);
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private @Nullable String problemOfMessage(JsonNode result) {
        JsonNode id = result.path("message_id");
        // 0 is one that the server will send later
        if (!id.isIntegralNumber() || !id.canConvertToLong() || id.longValue() < 0) {
            return "the result is no message";
        }
        JsonNode place = result.path("chat");
        return place.isMissingNode() ? null : problemOfChat(place);
    }

    private @Nullable String problemOfEdit(JsonNode result) {
        String problem = problemOfMessage(result);
        return problem == null && result.path("message_id").longValue() != message
                ? "the result is another message"
                : problem;
    }

    private @Nullable String problemOfChat(JsonNode place) {
        JsonNode id = place.path("id");
        if (!id.isIntegralNumber() || !id.canConvertToLong()) {
            return "the result names no chat";
        }
        return chat == 0 || id.longValue() == chat ? null : "the result is about another chat";
    }
}
