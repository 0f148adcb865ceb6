// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import dev.heliograph.model.Entity;
import dev.heliograph.simulator.botapi.Translation.Deed;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The methods that ask, and those that set what nobody but the bot sees. */
final class Facts {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MOST_COMMANDS = 100;
    /** telegram-bot-api, Client.cpp, get_chat_action. */
    private static final List<String> ACTIONS = List.of(
            "cancel",
            "typing",
            "record_video",
            "upload_video",
            "record_audio",
            "record_voice",
            "upload_audio",
            "upload_voice",
            "upload_photo",
            "upload_document",
            "choose_sticker",
            "pick_up_location",
            "find_location",
            "record_video_note",
            "upload_video_note");

    private final MessageJson json;

    Facts(MessageJson json) {
        this.json = json;
    }

    void addTo(Map<String, BotMethod> methods) {
        methods.put("getMe", this::getMe);
        methods.put("getChat", this::getChat);
        methods.put("sendChatAction", this::sendChatAction);
        methods.put("answerCallbackQuery", this::answerCallbackQuery);
        methods.put("getMyCommands", this::getMyCommands);
        methods.put("setMyCommands", this::setMyCommands);
        methods.put("deleteMyCommands", this::deleteMyCommands);
    }

    private void getMe(Query query) {
        query.admit();
        ObjectNode me = json.user(query.bot.id);
        me.put("is_bot", true);
        me.put("can_join_groups", true);
        me.put("can_read_all_group_messages", true);
        me.put("supports_inline_queries", false);
        me.put("can_connect_to_business", false);
        me.put("has_main_web_app", false);
        query.done(me);
    }

    private void getChat(Query query) {
        Entity entity = query.orThrow(query.world.lookUp(query.call, query.peer("chat_id")), Deed.OTHER);
        query.concerns(entity.id());
        ObjectNode chat = json.chat(entity.id());
        chat.put("accent_color_id", Math.floorMod(entity.id(), 7));
        chat.put("max_reaction_count", 11);
        if (entity instanceof Entity.Group group && group.slowModeSeconds() > 0) {
            chat.put("slow_mode_delay", group.slowModeSeconds());
        }
        query.done(chat);
    }

    private void sendChatAction(Query query) {
        query.admit();
        query.chat("chat_id");
        if (!ACTIONS.contains(query.parameters.textOrEmpty("action").toLowerCase(Locale.ROOT))) {
            throw Refusal.bad("wrong parameter action in request");
        }
        query.done(BooleanNode.TRUE);
    }

    private void answerCallbackQuery(Query query) {
        query.admit();
        String id = query.parameters.textOrEmpty("callback_query_id");
        if (query.bot.presses.get(id) == null) {
            throw Refusal.bad("query is too old and response timeout expired or query ID is invalid");
        }
        query.bot.presses.remove(id);
        query.done(BooleanNode.TRUE);
    }

    private void getMyCommands(Query query) {
        query.admit();
        JsonNode commands = query.bot.commands.get(scope(query.parameters));
        query.done(commands == null ? JSON.arrayNode() : commands);
    }

    private void setMyCommands(Query query) {
        query.admit();
        var commands = query.parameters.list("commands");
        if (commands.size() > MOST_COMMANDS) {
            throw Refusal.bad("BOT_COMMANDS_TOO_MUCH");
        }
        query.bot.commands.put(scope(query.parameters), JSON.arrayNode().addAll(commands));
        query.done(BooleanNode.TRUE);
    }

    private void deleteMyCommands(Query query) {
        query.admit();
        query.bot.commands.remove(scope(query.parameters));
        query.done(BooleanNode.TRUE);
    }

    private static String scope(Parameters parameters) {
        JsonNode scope = parameters.json("scope");
        String where = scope == null ? "{\"type\":\"default\"}" : scope.toString();
        return where + " " + parameters.textOrEmpty("language_code");
    }
}
