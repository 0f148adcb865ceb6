// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import dev.heliograph.model.Media;
import dev.heliograph.model.MediaFile;
import dev.heliograph.model.Message;
import dev.heliograph.model.MessageRef;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SentMessage;
import dev.heliograph.model.text.FormattedText;
import dev.heliograph.simulator.botapi.Translation.Deed;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The methods that send again what stands elsewhere. */
final class Copies {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final MessageJson json;

    Copies(MessageJson json) {
        this.json = json;
    }

    void addTo(Map<String, BotMethod> methods) {
        methods.put("forwardMessage", this::forward);
        methods.put("forwardMessages", this::forwardAll);
        methods.put("copyMessage", this::copy);
    }

    private void forward(Query query) {
        Peer to = query.peer("chat_id");
        long messageId = query.messageId("message_id");
        SentMessage sent = forward(query, to, new MessageRef(query.chat("from_chat_id"), messageId));
        query.done(Sends.sent(json, query.bot, sent.chatId(), sent.messageId()));
    }

    private void forwardAll(Query query) {
        Peer to = query.peer("chat_id");
        List<Long> ids = Changes.ids(query.parameters);
        for (int i = 1; i < ids.size(); i++) {
            if (ids.get(i) <= ids.get(i - 1)) {
                throw Refusal.bad("message identifiers must be in a strictly increasing order");
            }
        }
        long from = query.chat("from_chat_id");
        ArrayNode result = JSON.arrayNode();
        for (long id : ids) {
            // those that are gone are passed over
            if (json.find(query.bot, from, id) != null) {
                SentMessage sent = forward(query, to, new MessageRef(from, id));
                result.add(JSON.objectNode().put("message_id", sent.messageId()));
            }
        }
        if (result.isEmpty()) {
            query.admit();
            throw Deed.FORWARD.missing();
        }
        query.done(result);
    }

    private SentMessage forward(Query query, Peer to, MessageRef source) {
        Bot bot = query.bot;
        @Nullable Message original = json.find(bot, source.chatId(), source.messageId());
        SentMessage sent = query.orThrow(query.world.forward(query.call, to, source, 0), Deed.FORWARD);
        query.concerns(sent.chatId());
        if (original != null) {
            Trimmings trimmings = bot.trimmings(source.chatId(), source.messageId());
            Sends.remember(bot, sent, 0, trimmings.withOrigin(origin(original)));
        }
        return sent;
    }

    private ObjectNode origin(Message original) {
        ObjectNode origin = JSON.objectNode();
        origin.put("date", original.date().getEpochSecond());
        if (json.isChannel(original.chatId())) {
            origin.put("type", "channel");
            origin.set("chat", json.chat(original.chatId()));
            origin.put("message_id", original.messageId());
        } else {
            origin.put("type", "user");
            origin.set("sender_user", json.user(original.senderId()));
        }
        return origin;
    }

    private void copy(Query query) {
        OutgoingMessage.Builder message = Options.read(query);
        long messageId = query.messageId("message_id");
        JsonNode markup = Options.keyboard(query.parameters);
        long from = query.chat("from_chat_id");
        Message original = json.find(query.bot, from, messageId);
        if (original == null) {
            query.admit();
            throw Deed.COPY.missing();
        }
        Trimmings trimmings = query.bot.trimmings(from, messageId);
        if (trimmings.protect()) {
            query.admit();
            throw Refusal.bad("message has protected content and can't be copied");
        }
        boolean other = query.parameters.has("caption") && original.media() != null;
        FormattedText text = other ? Texts.read(query.parameters, "caption", "caption_entities") : original.text();
        message.text(text);
        if (original.media() != null) {
            MediaFile file = new MediaFile.Remote("copy");
            message.media(original.media() == Media.Kind.DOCUMENT ? Media.document(file) : Media.photo(file));
        }
        OutgoingMessage ready = message.build();
        SentMessage sent = query.orThrow(query.world.send(query.call, ready.peer(), ready, 0), Deed.SEND_TEXT);
        query.concerns(sent.chatId());
        Sends.remember(query.bot, sent, 0, new Trimmings(trimmings.file(), null, markup, null, ready.protect()));
        query.done(JSON.objectNode().put("message_id", sent.messageId()));
    }
}
