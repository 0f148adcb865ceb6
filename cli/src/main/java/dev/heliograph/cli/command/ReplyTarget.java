// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.MessageLink;
import dev.heliograph.model.Numbers;
import dev.heliograph.model.Peer;
import org.jspecify.annotations.Nullable;

/**
 * Message that is answered, by its id or by its link.
 *
 * @param id within the chat
 * @param chat the chat that the link names, or null where there is only an id
 */
record ReplyTarget(long id, @Nullable Peer chat) {
    /** Telegram counts messages in 32 bits. */
    private static final long LAST_ID = Integer.MAX_VALUE;

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException that says what was expected
     */
    static ReplyTarget parse(String text) {
        try {
            if (Numbers.isWhole(text)) {
                return new ReplyTarget(Numbers.whole(text, 1, LAST_ID), null);
            }
            MessageLink link = MessageLink.parse(text);
            return new ReplyTarget(link.messageId(), link.peer());
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("'" + text + "': " + wrong.getMessage(), wrong);
        }
    }

    /**
     * Its id in that chat.
     *
     * @throws ConfigurationException where its link names another one
     */
    long in(Peer peer) {
        if (chat != null && !chat.equals(peer)) {
            throw new ConfigurationException("--reply-to: the link names a message of " + chat + ", and --to names "
                    + peer + "; name the chat in both in the same way");
        }
        return id;
    }
}
