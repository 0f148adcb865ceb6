// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.model.Message;
import dev.heliograph.model.Stable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which messages a handler wants; every part that is set must fit.
 *
 * @param chatId the chat, or 0 for any
 * @param senderId who wrote it, or 0 for anybody
 * @param text found somewhere in the text, or null for any
 * @param outgoing whether the account wrote it itself, or null for either
 */
@Stable
public record MessageFilter(
        long chatId,
        long senderId,
        @Nullable Pattern text,
        @Nullable Boolean outgoing) {
    /** Every message. */
    public static MessageFilter all() {
        return new MessageFilter(0, 0, null, null);
    }

    /** Only of that chat. */
    public MessageFilter chat(long id) {
        return new MessageFilter(id, senderId, text, outgoing);
    }

    /** Only of that sender. */
    public MessageFilter sender(long id) {
        return new MessageFilter(chatId, id, text, outgoing);
    }

    /** Only with a text in which the pattern is found. */
    public MessageFilter text(Pattern pattern) {
        return new MessageFilter(chatId, senderId, pattern, outgoing);
    }

    /** Only what others wrote. */
    public MessageFilter incoming() {
        return new MessageFilter(chatId, senderId, text, false);
    }

    /** Only what the account wrote itself. */
    public MessageFilter outgoingOnly() {
        return new MessageFilter(chatId, senderId, text, true);
    }

    /** Whether the message fits. */
    public boolean matches(Message message) {
        return (chatId == 0 || message.chatId() == chatId)
                && (senderId == 0 || message.senderId() == senderId)
                && (outgoing == null || message.outgoing() == outgoing)
                && (text == null || text.matcher(message.text().text()).find());
    }
}
