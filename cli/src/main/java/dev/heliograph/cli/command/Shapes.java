// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.cli.render.Json;
import dev.heliograph.model.Entity;
import dev.heliograph.model.Message;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SendResult;
import dev.heliograph.model.SessionName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The JSON forms of values that several commands print. */
final class Shapes {
    private Shapes() {}

    /** A result with the chat that was asked for. */
    static Json result(Peer asked, SendResult result) {
        Json json = new Json()
                .put("status", result.status())
                .put("message_id", orNull(result.messageId()))
                .put("chat", result.chatId() != 0 ? (Object) result.chatId() : chat(asked))
                .put("session", name(result.sentBy()))
                .put("attempts", result.attempts())
                .put("reason", result.reason())
                .put("retry_after_ms", result.retryAfter())
                .put("error", result.error());
        Instant time = result.scheduledFor();
        return time == null ? json : json.put("scheduled_for", time);
    }

    /** A message as it stands in a chat. */
    static Json message(Message message) {
        return new Json()
                .put("chat", message.chatId())
                .put("message_id", message.messageId())
                .put("sender", message.senderId())
                .put("date", message.date())
                .put("edit_date", message.editDate())
                .put("text", message.text().text())
                .put("outgoing", message.outgoing())
                .put("reply_to", orNull(message.replyTo()))
                .put("topic", orNull(message.topic()))
                .put("media", message.media() == null ? null : Words.of(message.media()));
    }

    /** Somebody or something that can be written to. */
    static Json entity(Entity entity) {
        Json json = new Json()
                .put("kind", Words.of(entity.kind()))
                .put("id", entity.id())
                .put("name", entity.name())
                .put("username", entity.username());
        return switch (entity.kind()) {
            case USER -> json.put("deactivated", ((Entity.User) entity).deactivated());
            case GROUP ->
                json.put("slow_mode_seconds", ((Entity.Group) entity).slowModeSeconds())
                        .put("forum", ((Entity.Group) entity).forum());
            case BOT, CHANNEL -> json;
        };
    }

    /** A chat as JSON Lines name it: a number or a text. */
    static Object chat(Peer peer) {
        return switch (peer.kind()) {
            case ID -> ((Peer.Id) peer).value();
            case USERNAME, SELF -> peer.toString();
        };
    }

    static @Nullable String name(@Nullable SessionName session) {
        return session == null ? null : session.value();
    }

    private static @Nullable Long orNull(long id) {
        return id == 0 ? null : id;
    }
}
