// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import dev.heliograph.model.text.FormattedText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message as it stands in a chat.
 *
 * @param chatId the chat, by its numeric id
 * @param messageId its id within the chat, positive
 * @param senderId who wrote it: a user id, or the chat's own id for anonymous posts
 * @param date when the server accepted it
 * @param editDate when it was last edited, or null
 * @param text the text or caption, possibly empty
 * @param outgoing whether the session's own account wrote it
 * @param replyTo the id of the message it answers, or 0
 * @param topic the forum topic it stands in, or 0 for none and for the general one
 * @param media what it carries, or null for plain text
 */
@Stable
public record Message(
        long chatId,
        long messageId,
        long senderId,
        Instant date,
        @Nullable Instant editDate,
        FormattedText text,
        boolean outgoing,
        long replyTo,
        long topic,
        Media.@Nullable Kind media) {}
