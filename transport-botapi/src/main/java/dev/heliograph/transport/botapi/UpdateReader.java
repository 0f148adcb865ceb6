// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.model.Event;
import dev.heliograph.model.Media;
import dev.heliograph.model.Message;
import dev.heliograph.model.text.FormattedText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Makes events of the updates of the Bot API. Fields that it does not know are passed over, for Telegram adds some every
 * month.
 */
final class UpdateReader {
    /** The kinds of updates that become events; the server is asked for no others. */
    static final List<String> KINDS = List.of("message", "edited_message", "channel_post", "edited_channel_post");

    /** What Telegram calls the kinds of files; to us each is a document. */
    private static final List<String> FILES =
            List.of("document", "video", "animation", "audio", "voice", "video_note", "sticker");

    private final long self;

    /**
     * A reader for a bot.
     *
     * @param self its id, by which its own messages are known
     */
    UpdateReader(long self) {
        this.self = self;
    }

    /** {@link #KINDS} as the Bot API takes them. */
    static ArrayNode allowedUpdates() {
        ArrayNode kinds = JsonNodeFactory.instance.arrayNode();
        KINDS.forEach(kinds::add);
        return kinds;
    }

    /**
     * The number of an update, or 0 where it has none that can be one.
     *
     * @param update as the server tells it
     */
    static long idOf(JsonNode update) {
        return Math.max(0, update.path("update_id").longValue(0));
    }

    /**
     * What an update tells, or nothing where it is of a kind that is no event.
     *
     * @throws MalformedUpdateException where it lacks what every message has
     */
    Optional<Event> read(JsonNode update) {
        for (String kind : KINDS) {
            JsonNode message = update.path(kind);
            if (!message.isMissingNode() && !message.isNull()) {
                return Optional.of(event(kind, message));
            }
        }
        return Optional.empty();
    }

    private Event event(String kind, JsonNode message) {
        long chat = required(message.path("chat"), "id", kind + ".chat");
        long migratedTo = message.path("migrate_to_chat_id").longValue(0);
        if (migratedTo != 0) {
            return new Event.ChatMigrated(chat, migratedTo);
        }
        long migratedFrom = message.path("migrate_from_chat_id").longValue(0);
        if (migratedFrom != 0) {
            return new Event.ChatMigrated(migratedFrom, chat);
        }
        Message read = message(chat, kind, message);
        return kind.startsWith("edited_") ? new Event.MessageEdited(read) : new Event.NewMessage(read);
    }

    private Message message(long chat, String kind, JsonNode message) {
        long sender = sender(chat, message);
        long edited = message.path("edit_date").longValue(0);
        long topic = topic(message);
        return new Message(
                chat,
                required(message, "message_id", kind),
                sender,
                Instant.ofEpochSecond(required(message, "date", kind)),
                edited == 0 ? null : Instant.ofEpochSecond(edited),
                text(message),
                sender == self,
                replyTo(message, topic),
                topic,
                media(message));
    }

    private static long required(JsonNode object, String field, String where) {
        JsonNode value = object.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new MalformedUpdateException(where + "." + field + ": expected a whole number");
        }
        return value.longValue();
    }

    // What is written in the name of a chat carries a substitute in "from" as well, so the chat comes first.
    private static long sender(long chat, JsonNode message) {
        long asChat = message.path("sender_chat").path("id").longValue(0);
        if (asChat != 0) {
            return asChat;
        }
        long person = message.path("from").path("id").longValue(0);
        return person == 0 ? chat : person;
    }

    private static long topic(JsonNode message) {
        // threads of comments carry a number as well, and are no topics
        return message.path("is_topic_message").booleanValue(false)
                ? message.path("message_thread_id").longValue(0)
                : 0;
    }

    private static long replyTo(JsonNode message, long topic) {
        JsonNode answered = message.path("reply_to_message");
        // what merely stands in a topic "answers" the message that opened it
        boolean opened = answered.has("forum_topic_created")
                && answered.path("message_id").longValue(0) == topic;
        return opened ? 0 : answered.path("message_id").longValue(0);
    }

    private static FormattedText text(JsonNode message) {
        String field = message.has("text") ? "text" : "caption";
        return EntityReader.read(
                message.path(field).stringValue(""),
                message.path(field.equals("text") ? "entities" : "caption_entities"));
    }

    private static Media.@Nullable Kind media(JsonNode message) {
        if (message.has("photo")) {
            return Media.Kind.PHOTO;
        }
        return FILES.stream().anyMatch(message::has) ? Media.Kind.DOCUMENT : null;
    }
}
