// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.broadcast;

import dev.heliograph.model.Peer;
import java.util.HashMap;
import java.util.Map;

/** How many messages of an audience go where. Used by one thread. */
public final class Spread {
    private final Map<Peer, Integer> perChat = new HashMap<>();
    private long toPrivate;
    private long toGroups;
    private long toNames;
    private int mostToOnePrivate;
    private int mostToOneGroup;

    /** One message more. */
    public void add(Peer chat) {
        int count = perChat.merge(chat, 1, Integer::sum);
        boolean group = chat instanceof Peer.Id id && id.value() < 0;
        if (group) {
            toGroups++;
            mostToOneGroup = Math.max(mostToOneGroup, count);
        } else {
            toPrivate += chat instanceof Peer.Id ? 1 : 0;
            toNames += chat instanceof Peer.Id ? 0 : 1;
            mostToOnePrivate = Math.max(mostToOnePrivate, count);
        }
    }

    /** All of them. */
    public long messages() {
        return toPrivate + toGroups + toNames;
    }

    /** Different chats. */
    public int chats() {
        return perChat.size();
    }

    /** Messages to people, by number. */
    public long toPrivate() {
        return toPrivate;
    }

    /** Messages to groups and channels, by number. */
    public long toGroups() {
        return toGroups;
    }

    /** Messages to names, of which nobody knows yet what they are. */
    public long toNames() {
        return toNames;
    }

    /** The most to one chat that is no group as far as is known. */
    public int mostToOnePrivate() {
        return mostToOnePrivate;
    }

    /** The most to one group or channel. */
    public int mostToOneGroup() {
        return mostToOneGroup;
    }
}
