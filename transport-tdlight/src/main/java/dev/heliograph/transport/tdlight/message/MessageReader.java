// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import dev.heliograph.model.Media;
import dev.heliograph.model.Message;
import dev.heliograph.model.SentMessage;
import dev.heliograph.transport.tdlight.td.Dialect;
import dev.heliograph.transport.tdlight.td.TdIds;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads messages as TDLib tells them. */
final class MessageReader {
    /** What TDLib calls the kinds of files; to us each is a document. */
    private static final List<String> FILES = List.of(
            "messageDocument",
            "messageVideo",
            "messageAnimation",
            "messageAudio",
            "messageVoiceNote",
            "messageVideoNote",
            "messageSticker");

    private final Dialect dialect;
    private final long self;

    MessageReader(Dialect dialect, long self) {
        this.dialect = dialect;
        this.self = self;
    }

    /** Whether it stands in its chat on the server: TDLib shows what waits to be sent as messages too. */
    static boolean stands(JsonNode message) {
        return TdIds.isServer(message.path("id").asLong(0));
    }

    /** A message that stands. */
    Message read(JsonNode message) {
        long chat = message.path("chat_id").asLong(0);
        long sender = sender(chat, message.path("sender_id"));
        long edited = message.path("edit_date").asLong(0);
        long topic = dialect.topicOf(message);
        return new Message(
                chat,
                TdIds.server(message.path("id").asLong(0)),
                sender,
                Instant.ofEpochSecond(message.path("date").asLong(0)),
                edited == 0 ? null : Instant.ofEpochSecond(edited),
                TextWords.read(text(message)),
                message.path("is_outgoing").asBoolean(false) || sender == self,
                replyTo(chat, topic, message.path("reply_to")),
                topic,
                media(message.path("content").path("@type").asString("")));
    }

    /** What the server said of a message that it accepted; one that waits for its time has no number of the chat yet. */
    static SentMessage sent(JsonNode message) {
        return new SentMessage(
                message.path("chat_id").asLong(0),
                TdIds.server(message.path("id").asLong(0)),
                Instant.ofEpochSecond(date(message)));
    }

    /** What waits for its time has no date but that time. */
    private static long date(JsonNode message) {
        long due = message.path("scheduling_state").path("send_date").asLong(0);
        return due == 0 ? message.path("date").asLong(0) : due;
    }

    /** The text or caption, as a formattedText. */
    static JsonNode text(JsonNode message) {
        JsonNode content = message.path("content");
        return content.has("text") ? content.path("text") : content.path("caption");
    }

    private static long sender(long chat, JsonNode sender) {
        long person = sender.path("user_id").asLong(0);
        return person == 0 ? sender.path("chat_id").asLong(chat) : person;
    }

    private static long replyTo(long chat, long topic, JsonNode reply) {
        long other = reply.path("chat_id").asLong(0);
        long id = other == 0 || other == chat
                ? TdIds.server(reply.path("message_id").asLong(0))
                : 0;
        // what merely stands in a topic "answers" the message that opened it
        return id == topic ? 0 : id;
    }

    private static Media.@Nullable Kind media(String type) {
        if (type.equals("messagePhoto")) {
            return Media.Kind.PHOTO;
        }
        return FILES.contains(type) ? Media.Kind.DOCUMENT : null;
    }
}
