// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Puts results and refusals into the form of the Bot API. */
final class Responses {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String GATEWAY_PAGE = """
            <html>
            <head><title>502 Bad Gateway</title></head>
            <body>
            <center><h1>502 Bad Gateway</h1></center>
            <hr><center>nginx</center>
            </body>
            </html>
            """;

    private Responses() {}

    static BotApiResponse of(Query.Reply reply) {
        ObjectNode body = JSON.objectNode();
        body.put("ok", true);
        body.set("result", reply.result());
        if (reply.description() != null) {
            body.put("description", reply.description());
        }
        return BotApiResponse.json(200, body.toString());
    }

    /** For what this server did wrong itself. */
    static BotApiResponse failed() {
        return of(Refusal.of(500, "Internal Server Error"));
    }

    static BotApiResponse of(Refusal refusal) {
        if (refusal.code() == Translation.GATEWAY) {
            return BotApiResponse.of(Translation.GATEWAY, "text/html", GATEWAY_PAGE);
        }
        ObjectNode body = JSON.objectNode();
        body.put("ok", false);
        body.put("error_code", refusal.code());
        body.put("description", refusal.description());
        if (refusal.retryAfter() > 0) {
            body.set("parameters", JSON.objectNode().put("retry_after", refusal.retryAfter()));
        } else if (refusal.migrateTo() != 0) {
            body.set("parameters", JSON.objectNode().put("migrate_to_chat_id", refusal.migrateTo()));
        }
        BotApiResponse response = BotApiResponse.json(refusal.code(), body.toString());
        return refusal.retryAfter() > 0 ? response.with("Retry-After", Long.toString(refusal.retryAfter())) : response;
    }
}
