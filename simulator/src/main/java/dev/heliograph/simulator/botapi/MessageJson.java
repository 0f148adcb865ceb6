// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import dev.heliograph.model.Entity;
import dev.heliograph.model.Media;
import dev.heliograph.model.Message;
import dev.heliograph.simulator.world.World;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes messages, chats and people as the Bot API does. */
final class MessageJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** Supergroups and channels have smaller ids. */
    private static final long SUPERGROUPS = -1_000_000_000_000L;

    private final World world;

    MessageJson(World world) {
        this.world = world;
    }

    /** A message as that bot sees it, or null. */
    @Nullable
    Message find(Bot bot, long chatId, long messageId) {
        return world.message(bot.account(), chatId, messageId);
    }

    /** A message and the one that it answers. */
    ObjectNode of(Bot bot, Message message) {
        ObjectNode node = alone(bot, message);
        if (message.replyTo() != 0) {
            Message answered = find(bot, message.chatId(), message.replyTo());
            if (answered != null) {
                node.set("reply_to_message", alone(bot, answered));
            }
        }
        return node;
    }

    ObjectNode chat(long id) {
        Entity entity = world.entity(id);
        ObjectNode chat = JSON.objectNode();
        chat.put("id", id);
        if (entity == null) {
            return chat.put("type", "private").put("first_name", "");
        }
        boolean person = entity.kind() == Entity.Kind.USER || entity.kind() == Entity.Kind.BOT;
        chat.put(person ? "first_name" : "title", entity.name());
        if (entity.username() != null) {
            chat.put("username", entity.username());
        }
        chat.put(
                "type",
                switch (entity.kind()) {
                    case USER, BOT -> "private";
                    case GROUP -> id < SUPERGROUPS ? "supergroup" : "group";
                    case CHANNEL -> "channel";
                });
        if (entity instanceof Entity.Group group && group.forum()) {
            chat.put("is_forum", true);
        }
        return chat;
    }

    ObjectNode user(long id) {
        Entity entity = world.entity(id);
        ObjectNode user = JSON.objectNode();
        user.put("id", id);
        user.put("is_bot", entity != null && entity.kind() == Entity.Kind.BOT);
        user.put("first_name", entity == null ? "User " + id : entity.name());
        if (entity != null && entity.username() != null) {
            user.put("username", entity.username());
        }
        return user;
    }

    boolean isChannel(long chatId) {
        return world.entity(chatId) instanceof Entity.Channel;
    }

    private ObjectNode alone(Bot bot, Message message) {
        Trimmings trimmings = bot.trimmings(message.chatId(), message.messageId());
        ObjectNode node = JSON.objectNode();
        node.put("message_id", message.messageId());
        if (isChannel(message.chatId())) {
            node.set("sender_chat", chat(message.chatId()));
        } else {
            node.set("from", user(message.senderId()));
        }
        node.set("chat", chat(message.chatId()));
        node.put("date", message.date().getEpochSecond());
        if (message.editDate() != null) {
            node.put("edit_date", message.editDate().getEpochSecond());
        }
        if (message.topic() != 0) {
            node.put("message_thread_id", message.topic());
            node.put("is_topic_message", true);
        }
        addContent(node, message, trimmings);
        addTrimmings(node, trimmings);
        return node;
    }

    private static void addContent(ObjectNode node, Message message, Trimmings trimmings) {
        boolean caption = message.media() != null;
        if (caption) {
            Attachment file = trimmings.file();
            (file == null ? unknownFile(message) : file).addTo(node);
        }
        if (!message.text().text().isEmpty()) {
            node.put(caption ? "caption" : "text", message.text().text());
            var entities = Stretches.write(message.text());
            if (!entities.isEmpty()) {
                node.set(caption ? "caption_entities" : "entities", entities);
            }
        }
    }

    private static void addTrimmings(ObjectNode node, Trimmings trimmings) {
        if (trimmings.group() != null) {
            node.put("media_group_id", trimmings.group());
        }
        if (trimmings.origin() != null) {
            node.set("forward_origin", trimmings.origin());
        }
        if (trimmings.protect()) {
            node.put("has_protected_content", true);
        }
        if (trimmings.markup() != null) {
            node.set("reply_markup", trimmings.markup());
        }
    }

    /** What came through another door has no file that this one ever saw. */
    private static Attachment unknownFile(Message message) {
        Media.Kind kind = message.media() == Media.Kind.DOCUMENT ? Media.Kind.DOCUMENT : Media.Kind.PHOTO;
        return Attachment.at(kind, "message/" + message.chatId() + "/" + message.messageId());
    }
}
