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
 * @param inside requests that came although a refusal of the same window had reached the client
 * @param blockedAgain attempts at a chat that had already said that it blocked the bot; 0 where the server does not
 *     count them
 */
record Score(long requests, long accepted, long floods, long inside, long blockedAgain, JsonNode whole) {
    static final Score NOTHING = of(JsonMapper.shared().createObjectNode());

    static Score of(JsonNode json) {
        return new Score(
                json.path("requests").asLong(),
                json.path("accepted").asLong(),
                json.path("too_many_requests").asLong(),
                json.path("inside_penalty").asLong(),
                json.path("blocked_again").asLong(),
                json);
    }
}
