// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import dev.heliograph.model.Entity;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The arguments that all messages share. */
final class Options {
    private static final long GENERAL = 1;

    private Options() {}

    /** Reads them into a message; the text is left to the caller. */
    static OutgoingMessage.Builder read(Query query) {
        Parameters parameters = query.parameters;
        Peer peer = query.peer("chat_id");
        Reply reply = reply(query);
        return OutgoingMessage.to(peer)
                .silent(parameters.flag("disable_notification"))
                .linkPreview(hasPreview(parameters))
                .protect(parameters.flag("protect_content"))
                .topic(topic(query))
                .replyTo(reply.id())
                .allowSendingWithoutReply(reply.optional());
    }

    /** What a message answers, and whether it may be sent without that. */
    private record Reply(long id, boolean optional) {
        private static final Reply NONE = new Reply(0, false);
    }

    /**
     * The topic, as the server takes it (telegram-bot-api, Client.cpp, check_message_topic): a forum's general one has no
     * number, and where there are no topics the number is passed over.
     */
    private static long topic(Query query) {
        long number = query.parameters.number("message_thread_id", 0);
        if (number <= 0) {
            return 0;
        }
        Entity chat = query.world.entity(query.chat("chat_id"));
        if (chat instanceof Entity.Channel || (chat instanceof Entity.Group group && !group.forum())) {
            return 0;
        }
        if (number == GENERAL) {
            query.admit();
            throw Refusal.bad("message thread not found");
        }
        return number;
    }

    /** The inline keyboard, or null; other markup is taken and not shown on messages. */
    static @Nullable JsonNode keyboard(Parameters parameters) {
        JsonNode markup = parameters.json("reply_markup", "reply keyboard markup");
        if (markup == null) {
            return null;
        }
        if (!markup.isObject()) {
            throw Refusal.bad("object expected as reply markup");
        }
        JsonNode keyboard = markup.get("inline_keyboard");
        if (keyboard == null || !keyboard.isArray()) {
            return null;
        }
        for (JsonNode row : keyboard) {
            if (!row.isArray()) {
                throw Refusal.bad("field \"inline_keyboard\" of the InlineKeyboardMarkup must be an Array of Arrays");
            }
            for (JsonNode button : row) {
                if (!button.isObject()) {
                    throw Refusal.bad("can't parse inline keyboard button: InlineKeyboardButton must be an Object");
                }
            }
        }
        return keyboard.isEmpty() ? null : markup;
    }

    private static boolean hasPreview(Parameters parameters) {
        JsonNode preview = parameters.json("link_preview_options");
        boolean disabled = preview != null && preview.path("is_disabled").asBoolean(false);
        return !disabled && !parameters.flag("disable_web_page_preview");
    }

    private static Reply reply(Query query) {
        Parameters parameters = query.parameters;
        long id = parameters.number("reply_to_message_id", 0);
        boolean optional = parameters.flag("allow_sending_without_reply");
        JsonNode reply = parameters.json("reply_parameters");
        if (reply != null) {
            Parameters inner = Parameters.of(reply);
            optional = inner.flag("allow_sending_without_reply");
            if (inner.has("chat_id") && !inner.textOrEmpty("chat_id").equals(parameters.text("chat_id"))) {
                // this world knows no replies from one chat to another
                if (optional) {
                    return Reply.NONE;
                }
                throw Refusal.bad("message to be replied not found");
            }
            id = inner.number("message_id", 0);
        }
        // what no message can have answers nothing
        return new Reply(Math.max(0, id), optional);
    }
}
