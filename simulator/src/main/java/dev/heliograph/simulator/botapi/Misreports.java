// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import dev.heliograph.simulator.world.Fault;
import dev.heliograph.simulator.world.World;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Answers that tell something else than what happened, as servers give them that end, that delete a message at once, that lost
 * count of requests, or whose words nobody knows. Confined to the server's strand.
 */
final class Misreports {
    /** telegram-bot-api, Client.cpp, on_closed: what was handed on is answered so by a server that ends. */
    private static final String RESTART = "Internal Server Error: restart";
    /** telegram-bot-api, Client.cpp, on_message_send_succeeded. */
    private static final String DELETED =
            "Internal Server Error: sent message was immediately deleted and can't be returned";

    private static final List<String> WORDS = List.of("", "Zu viele Anfragen", "x", "Try later");

    private final World world;
    /** The latest success of each method that tells of a message. */
    private final Map<String, Query.Reply> latest = new TreeMap<>();

    /**
     * What is told.
     *
     * @param reply the answer
     * @param struck the fault that changed it; null where it is true
     */
    record Told(Query.Reply reply, @Nullable Fault struck) {}

    Misreports(World world) {
        this.world = world;
    }

    /** The answer that goes out for what happened. */
    Told of(String method, Query.Reply reply) {
        Refusal refusal = reply.refusal();
        if (refusal != null) {
            return refusal.retryAfter() > 0 && world.strikes(Fault.UNKNOWN_WORDS)
                    ? new Told(
                            refused(refusal.worded(
                                    WORDS.get((int) world.draw(Fault.UNKNOWN_WORDS, 0, WORDS.size() - 1)))),
                            Fault.UNKNOWN_WORDS)
                    : new Told(reply, null);
        }
        if (world.strikes(Fault.SERVER_ERRORS_AFTER)) {
            return new Told(refused(Refusal.of(500, RESTART)), Fault.SERVER_ERRORS_AFTER);
        }
        JsonNode result = reply.result();
        if (result == null || !result.has("message_id")) {
            return new Told(reply, null);
        }
        Query.@Nullable Reply before = latest.put(method, reply);
        if (world.strikes(Fault.DELETED_AT_ONCE)) {
            return new Told(refused(Refusal.of(500, DELETED)), Fault.DELETED_AT_ONCE);
        }
        return before != null && world.strikes(Fault.FOREIGN_ANSWERS)
                ? new Told(before, Fault.FOREIGN_ANSWERS)
                : new Told(reply, null);
    }

    private static Query.Reply refused(Refusal refusal) {
        return new Query.Reply(null, null, refusal);
    }
}
