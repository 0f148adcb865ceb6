// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.server;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How the clients did since the score was last reset.
 *
 * @param accepted messages that the server took
 * @param unique of them, those that differ in bot, chat or text
 * @param outOfOrder of them, those whose first number is lower than that of the message before in the same chat
 * @param chats how many chats they stand in
 * @param firstAccepted when the first one was taken, or null
 * @param lastAccepted when the last one was taken, or null
 * @param requests calls of every kind that the server took up or dropped
 * @param tooManyRequests those that were answered with 429
 * @param insidePenalty those that came although a refusal of the same window had reached the client
 * @param serverErrors those that were answered with a status of the 500s
 * @param misreports those whose answer told something else than what happened, by the name of the fault; one that came with a
 *     status of the 500s is among {@code serverErrors} too
 * @param droppedBefore those whose connection was dropped and that had no effect, be it that their refusal was lost
 * @param droppedAfter those that succeeded and whose connection was dropped instead of an answer
 * @param notEmulated calls of methods that Telegram has and the server does not carry out, by method
 */
public record Score(
        long accepted,
        long unique,
        long outOfOrder,
        long chats,
        @Nullable Instant firstAccepted,
        @Nullable Instant lastAccepted,
        long requests,
        long tooManyRequests,
        long insidePenalty,
        long serverErrors,
        SortedMap<String, Long> misreports,
        long droppedBefore,
        long droppedAfter,
        SortedMap<String, Long> notEmulated) {
    /** Copies the maps. */
    public Score {
        misreports = Collections.unmodifiableSortedMap(new TreeMap<>(misreports));
        notEmulated = Collections.unmodifiableSortedMap(new TreeMap<>(notEmulated));
    }

    /** Messages that were taken more than once. */
    public long duplicates() {
        return accepted - unique;
    }

    /** From the first to the last acceptance; 0 where there were fewer than two. */
    public double seconds() {
        return firstAccepted == null || lastAccepted == null
                ? 0
                : Duration.between(firstAccepted, lastAccepted).toNanos() / 1e9;
    }

    /** Messages a second from the first to the last; 0 where there were fewer than two. */
    public double perSecond() {
        return seconds() == 0 ? 0 : (accepted - 1) / seconds();
    }
}
