// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.model.text.FormattedText;
import dev.heliograph.model.text.TextEntity;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Puts the model into the words of the Bot API. Markup travels as entities, so every server reads it alike. */
final class Wording {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Wording() {}

    /** Names the chat: a number, or a public name with its "@". */
    static void peer(ObjectNode params, String key, Peer peer, long self) {
        switch (peer.kind()) {
            case ID -> params.put(key, ((Peer.Id) peer).value());
            case USERNAME -> params.put(key, "@" + ((Peer.Username) peer).value());
            case SELF -> params.put(key, self);
        }
    }

    /** What a message says of itself besides its text and media. */
    static void options(ObjectNode params, OutgoingMessage message) {
        if (message.silent()) {
            params.put("disable_notification", true);
        }
        if (message.protect()) {
            params.put("protect_content", true);
        }
        if (message.topic() != 0) {
            params.put("message_thread_id", message.topic());
        }
        if (message.replyTo() != 0) {
            ObjectNode reply = params.putObject("reply_parameters").put("message_id", message.replyTo());
            if (message.allowSendingWithoutReply()) {
                reply.put("allow_sending_without_reply", true);
            }
        }
    }

    static void text(ObjectNode params, FormattedText text, boolean linkPreview) {
        words(params, "text", "entities", text);
        if (!linkPreview) {
            params.putObject("link_preview_options").put("is_disabled", true);
        }
    }

    static void caption(ObjectNode params, FormattedText text) {
        if (!text.text().isEmpty()) {
            words(params, "caption", "caption_entities", text);
        }
    }

    private static void words(ObjectNode params, String textKey, String entitiesKey, FormattedText text) {
        params.put(textKey, text.text());
        if (!text.entities().isEmpty()) {
            params.set(entitiesKey, entities(text));
        }
    }

    private static ArrayNode entities(FormattedText text) {
        ArrayNode entities = JSON.arrayNode();
        text.entities().forEach(entity -> entities.add(entity(entity)));
        return entities;
    }

    private static ObjectNode entity(TextEntity entity) {
        ObjectNode node = JSON.objectNode()
                .put("type", entity.kind().name().toLowerCase(Locale.ROOT))
                .put("offset", entity.offset())
                .put("length", entity.length());
        String argument = entity.argument();
        if (argument == null) {
            return node;
        }
        switch (entity.kind()) {
            case TEXT_LINK -> node.put("url", argument);
            case TEXT_MENTION -> node.putObject("user").put("id", Long.parseLong(argument));
            case CUSTOM_EMOJI -> node.put("custom_emoji_id", argument);
            case PRE -> node.put("language", argument);
            case MENTION, HASHTAG, CASHTAG, BOT_COMMAND, URL, EMAIL, PHONE_NUMBER -> {
                // these take no argument
            }
            case BOLD, ITALIC, UNDERLINE, STRIKETHROUGH, SPOILER, BLOCKQUOTE, EXPANDABLE_BLOCKQUOTE, CODE -> {
                // these take no argument
            }
        }
        return node;
    }
}
