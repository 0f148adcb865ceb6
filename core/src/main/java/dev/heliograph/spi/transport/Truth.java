// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.transport;

import dev.heliograph.model.Implementable;
import dev.heliograph.model.Stable;
import java.time.Instant;
import java.util.List;

/** The facet of a simulated transport that tells what its Telegram really saw, so that invariants are judged by it. */
@Implementable
public interface Truth {
    /** Every message that was accepted, in the order of acceptance. */
    List<Accepted> accepted();

    /** What the server judged: see {@link Judgement}. */
    Judgement judgement();

    /**
     * A message that the server has.
     *
     * @param at when it accepted it
     * @param account who sent it
     * @param session the name of the session that sent it
     * @param chatId where it stands
     * @param messageId its id
     * @param text its text
     */
    @Stable
    record Accepted(Instant at, long account, String session, long chatId, long messageId, String text) {}

    /**
     * How the clients behaved, as the server counted it.
     *
     * @param requests calls of every kind
     * @param floods calls that were refused for speed
     * @param insidePenalty calls into a window that the client had already been told of
     * @param limitBreaches sends that broke a published limit
     * @param doubleConnections sessions that were connected twice at once
     */
    @Stable
    record Judgement(long requests, long floods, long insidePenalty, long limitBreaches, long doubleConnections) {}
}
