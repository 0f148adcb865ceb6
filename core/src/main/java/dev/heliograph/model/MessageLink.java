// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

/**
 * Message as a link of Telegram names it, such as {@code https://t.me/name/5} or {@code https://t.me/c/1234567890/5}
 * (core.telegram.org/api/links#message-links).
 *
 * @param peer the chat
 * @param messageId its id within the chat, 1 or more
 */
@Stable
public record MessageLink(Peer peer, long messageId) {
    /**
     * Reads the link of a message.
     *
     * @throws IllegalArgumentException that says what was expected
     */
    public static MessageLink parse(String text) {
        TelegramLink link = TelegramLink.read(text.strip());
        if (link == null || link.message() == 0) {
            throw new IllegalArgumentException(
                    "expected the link of a message, such as t.me/username/5 or t.me/c/1234567890/5");
        }
        return new MessageLink(link.peer(), link.message());
    }
}
