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
        long removed = sum(which);
        perChat.keySet().removeIf(which);
        return removed;
    }

    /** All of them. */
    public long messages() {
        return sum(chat -> true);
    }

    /** Different chats. */
    public int chats() {
        return perChat.size();
    }

    /** Messages to people, by number. */
    public long toPrivate() {
        return sum(chat -> chat instanceof Peer.Id && !isGroup(chat));
    }

    /** Messages to groups and channels, by number. */
    public long toGroups() {
        return sum(ChatCounts::isGroup);
    }

    /** Messages to names, of which nobody knows yet what they are. */
    public long toNames() {
        return sum(chat -> !(chat instanceof Peer.Id));
    }

    /** The most to one chat that is no group as far as is known. */
    public int mostToOnePrivate() {
        return most(chat -> !isGroup(chat));
    }

    /** The most to one group or channel. */
    public int mostToOneGroup() {
        return most(ChatCounts::isGroup);
    }

    private static boolean isGroup(Peer chat) {
        return chat instanceof Peer.Id id && id.value() < 0;
    }

    private long sum(Predicate<Peer> which) {
        return perChat.entrySet().stream()
                .filter(chat -> which.test(chat.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private int most(Predicate<Peer> which) {
        return perChat.entrySet().stream()
                .filter(chat -> which.test(chat.getKey()))
                .mapToInt(Map.Entry::getValue)
                .max()
                .orElse(0);
    }
}
