// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

import java.util.HashMap;
import java.util.Map;

/**
 * A window in which the server wants to be left alone. Clients do not know how wide it is: they learn it chat by chat, and
 * may be expected to know that it is wide once two chats were refused.
 */
final class Penalty {
    private static final String SLOW_MODE = "SLOWMODE_WAIT";
    private static final String FLOOD = "FLOOD_WAIT";
    private static final long SECOND = 1_000_000_000L;
    /** The longest wait that knocking alone leads to. */
    private static final long LONGEST_GROWTH = 3600 * SECOND;

    private final String name;
    private final boolean wide;
    /** When clients were first told, by chat. */
    private final Map<Long, Long> told = new HashMap<>(2);

    private long firstToldAt = Long.MAX_VALUE;
    private long secondToldAt = Long.MAX_VALUE;
    private long until;

    private Penalty(String name, boolean wide, long until) {
        this.name = name;
        this.wide = wide;
        this.until = until;
    }

    /** A window of at least that wait: whole seconds, as clients are told. */
    static Penalty flood(boolean wide, long waitNanos, long now) {
        return new Penalty(FLOOD, wide, now + seconds(waitNanos) * SECOND);
    }

    /** The pause between two messages of one member. */
    static Penalty slowMode(long waitNanos, long now) {
        return new Penalty(SLOW_MODE, false, now + seconds(waitNanos) * SECOND);
    }

    boolean isOpen(long now) {
        return now < until;
    }

    long until() {
        return until;
    }

    void told(long chatId, long now) {
        firstToldAt = Math.min(firstToldAt, now);
        if (told.putIfAbsent(chatId, now) == null && told.size() == 2) {
            secondToldAt = now;
        }
    }

    /** Whether the client could know better when it sent its request. */
    boolean wasKnown(long chatId, long sentAt) {
        Long since = told.get(chatId);
        return (since != null && since <= sentAt) || (wide && secondToldAt <= sentAt);
    }

    /** Whether any refusal of this window had reached the client when it sent its request, whatever chat that was about. */
    boolean wasTold(long sentAt) {
        return firstToldAt <= sentAt;
    }

    /** Somebody knocked who had been told to wait. Slow mode is a rule of the chat, so it alone bears no grudge. */
    void grow(long now) {
        if (name.equals(SLOW_MODE)) {
            return;
        }
        long remaining = until - now;
        until = now + Math.max(remaining, Math.min(2 * seconds(remaining) * SECOND, LONGEST_GROWTH));
    }

    TelegramError error(long chatId, long now) {
        return TelegramError.flood(name, this, seconds(until - now), chatId);
    }

    private static long seconds(long nanos) {
        return Math.max(1, (nanos + SECOND - 1) / SECOND);
    }
}
