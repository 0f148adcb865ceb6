// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.simulate;

import dev.heliograph.model.SendResult;
import dev.heliograph.model.SendStatus;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was asked for and what was answered, in columns: there are hundreds of thousands of messages. */
final class Ledger {
    private final int sendsPerSession;
    private final @Nullable SendStatus[] statuses;
    private final byte[] attempts;
    private final short[] chats;
    private final long[] messageIds;
    private final String[] reasons;
    private long settled;

    Ledger(int sessions, int sendsPerSession) {
        this.sendsPerSession = sendsPerSession;
        int size = sessions * sendsPerSession;
        this.statuses = new SendStatus[size];
        this.attempts = new byte[size];
        this.chats = new short[size];
        this.messageIds = new long[size];
        this.reasons = new String[size];
        Arrays.fill(reasons, "");
    }

    /** The place of a message: its session times sends plus its number. */
    int place(int session, int number) {
        return session * sendsPerSession + number;
    }

    int size() {
        return statuses.length;
    }

    /** The text of the message of that place, which tells the place. */
    static String text(int place) {
        return Integer.toString(place, Character.MAX_RADIX);
    }

    /** The place that a text tells, or -1 for a text that is none of ours. */
    int place(String text) {
        try {
            int place = Integer.parseInt(text, Character.MAX_RADIX);
            return place < size() ? place : -1;
        } catch (NumberFormatException foreign) {
            return -1;
        }
    }

    void asked(int place, int chat) {
        chats[place] = (short) chat;
    }

    void answered(int place, SendResult result) {
        statuses[place] = result.status();
        attempts[place] = (byte) Math.min(result.attempts(), Byte.MAX_VALUE);
        messageIds[place] = result.messageId();
        reasons[place] = result.reason();
        settled++;
    }

    boolean isComplete() {
        return settled == size();
    }

    /** How the message ended, or null where it did not. */
    @Nullable
    SendStatus status(int place) {
        return statuses[place];
    }

    int attempts(int place) {
        return attempts[place];
    }

    int chat(int place) {
        return chats[place];
    }

    long messageId(int place) {
        return messageIds[place];
    }

    String reason(int place) {
        return reasons[place];
    }

    Map<SendStatus, Long> byStatus() {
        Map<SendStatus, Long> counts = new TreeMap<>();
        for (SendStatus status : statuses) {
            if (status != null) {
                counts.merge(status, 1L, Long::sum);
            }
        }
        return counts;
    }
}
