// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.bench;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the server counted.
 *
 * @param requests attempts to send
 * @param floods answers 429
 * @param insideLate requests that arrived inside a window whose 429 had already been answered
 * @param blockedAgain attempts at a chat that had already said that it blocked the bot
 */
record Score(
        long requests, long accepted, long floods, long inside, long insideLate, long blockedAgain, JsonNode whole) {
    static final Score NOTHING = of(JsonMapper.shared().createObjectNode());

    static Score of(JsonNode json) {
        return new Score(
                json.path("requests").asLong(),
                json.path("accepted").asLong(),
                json.path("sent_429").asLong(),
                json.path("inside_penalty").asLong(),
                json.path("inside_penalty_late").asLong(),
                json.path("blocked_again").asLong(),
                json);
    }
}
