// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import dev.heliograph.model.Event;
import dev.heliograph.model.Message;
import dev.heliograph.model.MessageRef;
import dev.heliograph.simulator.world.World;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes updates of what happens. A bot is not told of what it does itself, nor of deletions. */
final class News {
    private final World world;
    private final MessageJson json;
    private final WorldTime time;
    private long presses;

    News(World world, MessageJson json, WorldTime time) {
        this.world = world;
        this.json = json;
        this.time = time;
    }

    void tell(Bot bot, Event event) {
        switch (event.kind()) {
            case NEW_MESSAGE -> tell(bot, ((Event.NewMessage) event).message(), "");
            case MESSAGE_EDITED -> tell(bot, ((Event.MessageEdited) event).message(), "edited_");
            case CHAT_MIGRATED -> moved(bot, (Event.ChatMigrated) event);
            case MESSAGES_DELETED, NOTICE, FLOOD_WAITED -> {}
            case CONNECTION_CHANGED, DISCONNECTED, SESSION_LOST -> {}
        }
    }

    /** Somebody pressed a button under a message. */
    void pressed(Bot bot, long person, MessageRef ref, String data) {
        String id = bot.id + "" + ++presses;
        ObjectNode query = JsonNodeFactory.instance.objectNode();
        query.put("id", id);
        query.set("from", json.user(person));
        Message message = json.find(bot, ref.chatId(), ref.messageId());
        if (message != null) {
            query.set("message", json.of(bot, message));
        }
        query.put("chat_instance", Long.toString(ref.chatId()));
        query.put("data", data);
        bot.presses.put(id, time.now());
        bot.inbox.add("callback_query", query);
    }

    private void tell(Bot bot, Message message, String change) {
        if (!message.outgoing()) {
            String kind = json.isChannel(message.chatId()) ? "channel_post" : "message";
            bot.inbox.add(change + kind, json.of(bot, message));
        }
    }

    private void moved(Bot bot, Event.ChatMigrated event) {
        bot.inbox.add("message", service(event.from()).put("migrate_to_chat_id", event.to()));
        bot.inbox.add("message", service(event.to()).put("migrate_from_chat_id", event.from()));
    }

    /** A message of the service, which has no id that anybody could use. */
    private ObjectNode service(long chatId) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("message_id", 0);
        message.put("date", world.epoch().plusNanos(time.now()).getEpochSecond());
        message.set("chat", json.chat(chatId));
        return message;
    }
}
