// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import java.util.Map;
import java.util.TreeMap;

/** How far an account has read its chats, and how far what it wrote was read; numbers as on the wire. */
final class ReadMarks {
    private final TreeMap<Long, Integer> inbox = new TreeMap<>();
    private final TreeMap<Long, Integer> outbox = new TreeMap<>();

    int inbox(long chatId) {
        return inbox.getOrDefault(chatId, 0);
    }

    int outbox(long chatId) {
        return outbox.getOrDefault(chatId, 0);
    }

    /** Whether that is further than before. */
    boolean read(long chatId, int number) {
        return further(inbox, chatId, number);
    }

    /** Whether that is further than before. */
    boolean wasRead(long chatId, int number) {
        return further(outbox, chatId, number);
    }

    private static boolean further(Map<Long, Integer> marks, long chatId, int number) {
        boolean further = number > marks.getOrDefault(chatId, 0);
        if (further) {
            marks.put(chatId, number);
        }
        return further;
    }
}
