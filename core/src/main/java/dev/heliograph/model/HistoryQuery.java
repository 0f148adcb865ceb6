// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a chat to read, newest first.
 *
 * @param peer the chat
 * @param search words that the text contains, without regard to case, or null for all
 * @param beforeId only messages with a smaller id; 0 = from the newest
 * @param offset how many of the matching messages to pass over first, 0 or more
 * @param limit how many at most, 1 to 100
 */
@Stable
public record HistoryQuery(Peer peer, @Nullable String search, long beforeId, int offset, int limit) {
    /** The most messages of one page (core.telegram.org/method/messages.getHistory). */
    public static final int PAGE = 100;

    /** Checks the ranges. */
    public HistoryQuery {
        if (beforeId < 0 || offset < 0) {
            throw new IllegalArgumentException("history: beforeId and offset are 0 or more");
        }
        if (limit < 1 || limit > PAGE) {
            throw new IllegalArgumentException("history limit " + limit + ": expected 1 to " + PAGE);
        }
    }

    /** The newest messages of a chat. */
    public static HistoryQuery of(Peer peer) {
        return new HistoryQuery(peer, null, 0, 0, PAGE);
    }

    /** Only messages that contain the words. */
    public HistoryQuery withSearch(@Nullable String words) {
        return new HistoryQuery(peer, words, beforeId, offset, limit);
    }

    /** Only messages before that one. */
    public HistoryQuery before(long messageId) {
        return new HistoryQuery(peer, search, messageId, offset, limit);
    }

    /** Passing over so many first. */
    public HistoryQuery withOffset(int count) {
        return new HistoryQuery(peer, search, beforeId, count, limit);
    }

    /** At most so many, 1 to 100. */
    public HistoryQuery withLimit(int count) {
        return new HistoryQuery(peer, search, beforeId, offset, count);
    }
}
