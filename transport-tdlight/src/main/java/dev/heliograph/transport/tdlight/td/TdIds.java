// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.td;

/**
 * Ids of messages in TDLib and on the server. TDLib leaves room between any two messages of the server for those that it
 * has not sent yet, and counts what waits for its time apart from both. Ids of chats are those of the Bot API.
 */
public final class TdIds {
    private static final int SHIFT = 20;
    private static final long ROOM = (1L << SHIFT) - 1;
    /** What a supergroup's or a channel's own number is counted down from. */
    private static final long CHANNELS = -1_000_000_000_000L;

    private TdIds() {}

    /** TDLib's id of a message of the server. */
    public static long ofMessage(long serverId) {
        return serverId << SHIFT;
    }

    /** Whether the server knows the message, and it stands in the chat. */
    public static boolean isServer(long tdId) {
        return tdId > 0 && (tdId & ROOM) == 0;
    }

    /** The server's id, or 0 where TDLib's is not of a message that stands in the chat, such as one that waits for its time. */
    public static long server(long tdId) {
        return isServer(tdId) ? tdId >> SHIFT : 0;
    }

    /** The chat of a basic group. */
    public static long ofBasicGroup(long groupId) {
        return -groupId;
    }

    /** The chat of a supergroup or a channel. */
    public static long ofSupergroup(long supergroupId) {
        return CHANNELS - supergroupId;
    }
}
