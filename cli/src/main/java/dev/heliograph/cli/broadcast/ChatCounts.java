// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.broadcast;

import dev.heliograph.model.Peer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Numbers of the messages of an audience, by chat. Used by one thread. */
public final class ChatCounts {
    private final Map<Peer, Integer> perChat = new HashMap<>();

    /** One message more. */
    public void add(Peer chat) {
        perChat.merge(chat, 1, Integer::sum);
    }

    /** Leaves out the messages to such chats; how many they were. */
    public long remove(Predicate<Peer> which) {
        long before = totals().messages();
        perChat.keySet().removeIf(which);
        return before - totals().messages();
    }

    /** Different chats. */
    public int chats() {
        return perChat.size();
    }

    /** Sums over all chats. */
    public Totals totals() {
        long toPrivate = 0;
        long toGroups = 0;
        long toNames = 0;
        int mostToOnePrivate = 0;
        int mostToOneGroup = 0;
        for (Map.Entry<Peer, Integer> chat : perChat.entrySet()) {
            int count = chat.getValue();
            if (!(chat.getKey() instanceof Peer.Id id)) {
                toNames += count;
                mostToOnePrivate = Math.max(mostToOnePrivate, count);
            } else if (id.value() < 0) {
                toGroups += count;
                mostToOneGroup = Math.max(mostToOneGroup, count);
            } else {
                toPrivate += count;
                mostToOnePrivate = Math.max(mostToOnePrivate, count);
            }
        }
        return new Totals(toPrivate, toGroups, toNames, mostToOnePrivate, mostToOneGroup);
    }

    /**
     * Numbers of messages.
     *
     * @param toPrivate to people, by number
     * @param toGroups to groups and channels, by number
     * @param toNames to names, of which nobody knows yet what they are
     * @param mostToOnePrivate the most to one chat that is no group as far as is known
     * @param mostToOneGroup the most to one group or channel
     */
    public record Totals(long toPrivate, long toGroups, long toNames, int mostToOnePrivate, int mostToOneGroup) {
        /** All of them. */
        public long messages() {
            return toPrivate + toGroups + toNames;
        }
    }
}
