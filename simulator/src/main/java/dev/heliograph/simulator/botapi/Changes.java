// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import dev.heliograph.model.Message;
import dev.heliograph.model.MessageRef;
import dev.heliograph.model.text.FormattedText;
import dev.heliograph.simulator.botapi.Translation.Deed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

/** The methods that change or remove what stands. */
final class Changes {
    private static final int MOST_AT_ONCE = 100;

    private final MessageJson json;

    Changes(MessageJson json) {
        this.json = json;
    }

    void addTo(Map<String, BotMethod> methods) {
        methods.put("editMessageText", query -> edit(query, "text", "entities", false));
        methods.put("editMessageCaption", query -> edit(query, "caption", "caption_entities", true));
        methods.put("editMessageReplyMarkup", this::editMarkup);
        methods.put("deleteMessage", this::delete);
        methods.put("deleteMessages", this::deleteAll);
    }

    private void edit(Query query, String name, String entities, boolean caption) {
        long messageId = edited(query);
        FormattedText text = caption ? Texts.read(query.parameters, name, entities) : Texts.required(query.parameters);
        JsonNode markup = Options.keyboard(query.parameters);
        MessageRef ref = new MessageRef(query.chat("chat_id"), messageId);
        Message before = json.find(query.bot, ref.chatId(), messageId);
        if (before != null && before.outgoing() && (before.media() != null) != caption) {
            query.admit();
            throw Refusal.bad("there is no " + (caption ? "caption" : "text") + " in the message to edit");
        }
        boolean markupOnly = before != null
                && before.outgoing()
                && before.text().equals(text)
                && !Objects.equals(markup, markup(query, ref));
        if (markupOnly) {
            query.admit();
        } else {
            query.orThrow(query.world.edit(query.call, ref, text), Deed.EDIT);
        }
        finish(query, ref, markup);
    }

    /** The message to edit; without a chat it would be one that was sent inline. */
    private static long edited(Query query) {
        return query.parameters.has("chat_id") ? query.messageId("message_id") : query.requiredMessageId("message_id");
    }

    private void editMarkup(Query query) {
        long messageId = edited(query);
        JsonNode markup = Options.keyboard(query.parameters);
        MessageRef ref = new MessageRef(query.chat("chat_id"), messageId);
        query.admit();
        Message before = json.find(query.bot, ref.chatId(), messageId);
        if (before == null || !before.outgoing()) {
            throw before == null ? Deed.EDIT.missing() : Refusal.bad("message can't be edited");
        }
        if (Objects.equals(markup, markup(query, ref))) {
            throw Refusal.bad(Translation.NOT_MODIFIED);
        }
        finish(query, ref, markup);
    }

    private static @Nullable JsonNode markup(Query query, MessageRef ref) {
        return query.bot.trimmings(ref.chatId(), ref.messageId()).markup();
    }

    private void finish(Query query, MessageRef ref, @Nullable JsonNode markup) {
        Trimmings before = query.bot.trimmings(ref.chatId(), ref.messageId());
        query.bot.trimmings.put(ref, before.withMarkup(markup));
        query.done(Sends.sent(json, query.bot, ref.chatId(), ref.messageId()));
    }

    private void delete(Query query) {
        if (!query.parameters.has("chat_id")) {
            throw Refusal.bad("chat identifier is not specified");
        }
        long messageId = query.requiredMessageId("message_id");
        long chatId = query.chat("chat_id");
        if (json.find(query.bot, chatId, messageId) == null) {
            query.admit();
            throw Deed.DELETE.missing();
        }
        query.orThrow(query.world.delete(query.call, chatId, List.of(messageId)), Deed.DELETE);
        query.done(BooleanNode.TRUE);
    }

    private void deleteAll(Query query) {
        if (!query.parameters.has("chat_id")) {
            throw Refusal.bad("chat identifier is not specified");
        }
        List<Long> ids = ids(query.parameters);
        long chatId = query.chat("chat_id");
        query.orThrow(query.world.delete(query.call, chatId, ids), Deed.DELETE);
        query.done(BooleanNode.TRUE);
    }

    /** The ids of a call for many messages. */
    static List<Long> ids(Parameters parameters) {
        List<Long> ids = new ArrayList<>();
        JsonNode list = parameters.json("message_ids", "message_ids");
        if (list != null && !list.isArray()) {
            throw Refusal.bad("expected an Array of message identifiers");
        }
        if (list == null || list.isEmpty()) {
            throw Refusal.bad("message identifiers are not specified");
        }
        if (list.size() > MOST_AT_ONCE) {
            throw Refusal.bad("too many message identifiers specified");
        }
        for (JsonNode node : list) {
            ids.add(id(node));
        }
        return ids;
    }

    private static long id(JsonNode node) {
        if (!node.isNumber() && !node.isString()) {
            throw Refusal.bad("message identifier must be a Number");
        }
        try {
            int id = Integer.parseInt(node.asString());
            if (id > 0) {
                return id;
            }
        } catch (NumberFormatException notANumber) {
            throw Refusal.bad("can't parse message identifier as a Number");
        }
        throw Refusal.bad("invalid message identifier specified");
    }
}
