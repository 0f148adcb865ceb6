// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import dev.heliograph.simulator.world.Fault;
import org.jspecify.annotations.Nullable;

/**
 * A request that is over. Times are nanoseconds since the world began.
 *
 * @param bot the number of the bot, or 0 where the token was no good
 * @param method the name of the method as Telegram writes it, or as it was sent where it is unknown
 * @param chatId the chat that it concerned, or 0
 * @param carriedOut whether the server took it up, whatever it answered
 * @param status what was answered, also where the answer was lost; 0 where nothing was to be
 * @param cut whether the connection was dropped instead
 * @param misreport the fault by which the answer told something else than what happened; null where it did not
 * @param receivedAt when it came in
 * @param endedAt when its answer left
 */
public record Served(
        long bot,
        String method,
        long chatId,
        boolean carriedOut,
        int status,
        boolean cut,
        @Nullable Fault misreport,
        long receivedAt,
        long endedAt) {}
