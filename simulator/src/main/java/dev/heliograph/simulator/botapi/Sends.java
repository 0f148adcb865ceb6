// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import dev.heliograph.model.Media;
import dev.heliograph.model.MediaFile;
import dev.heliograph.model.Message;
import dev.heliograph.model.MessageRef;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SentMessage;
import dev.heliograph.model.text.FormattedText;
import dev.heliograph.simulator.botapi.Translation.Deed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The methods that send something new. */
final class Sends {
    private static final int MOST_IN_ALBUM = 10;

    private final MessageJson json;
    private final Files files;

    Sends(MessageJson json, Files files) {
        this.json = json;
        this.files = files;
    }

    void addTo(Map<String, BotMethod> methods) {
        methods.put("sendMessage", this::sendMessage);
        methods.put("sendPhoto", query -> sendFile(query, Media.Kind.PHOTO, "photo"));
        methods.put("sendDocument", query -> sendFile(query, Media.Kind.DOCUMENT, "document"));
        methods.put("sendMediaGroup", this::sendMediaGroup);
    }

    private void sendMessage(Query query) {
        OutgoingMessage.Builder message = Options.read(query);
        FormattedText text = Texts.required(query.parameters);
        JsonNode markup = Options.keyboard(query.parameters);
        OutgoingMessage ready = message.text(text).build();
        SentMessage sent = send(query, ready, Deed.SEND_TEXT);
        remember(query.bot, sent, 0, new Trimmings(null, null, markup, null, ready.protect()));
        query.done(sent(query.bot, sent, 0));
    }

    private void sendFile(Query query, Media.Kind kind, String name) {
        OutgoingMessage.Builder message = Options.read(query);
        FormattedText caption = Texts.read(query.parameters, "caption", "caption_entities");
        JsonNode markup = Options.keyboard(query.parameters);
        Attachment file = files.find(query.parameters, kind, name, query.parameters.textOrEmpty(name));
        OutgoingMessage ready = message.text(caption).media(media(file)).build();
        SentMessage sent = send(query, ready, kind == Media.Kind.PHOTO ? Deed.SEND_PHOTO : Deed.SEND_DOCUMENT);
        remember(query.bot, sent, 0, new Trimmings(file, null, markup, null, ready.protect()));
        query.done(sent(query.bot, sent, 0));
    }

    private void sendMediaGroup(Query query) {
        OutgoingMessage.Builder message = Options.read(query);
        List<JsonNode> items = query.parameters.list("media");
        if (items.isEmpty() || items.size() > MOST_IN_ALBUM) {
            throw Refusal.bad(
                    items.isEmpty() ? "there are no messages to send" : "too many messages to send as an album");
        }
        List<Attachment> attachments = new ArrayList<>();
        List<FormattedText> captions = new ArrayList<>();
        for (JsonNode item : items) {
            Parameters inner = Parameters.of(item);
            attachments.add(files.find(query.parameters, kind(inner), "media", inner.textOrEmpty("media")));
            captions.add(Texts.read(inner, "caption", "caption_entities"));
        }
        List<Media> media = attachments.stream().map(Sends::media).toList();
        if (media.stream().map(Media::kind).distinct().count() > 1) {
            throw Refusal.bad("can't use the media of the specified type in the album");
        }
        OutgoingMessage ready = message.text(captions.get(0))
                .media(media.size() == 1 ? media.get(0) : Media.album(media))
                .build();
        List<FormattedText> further = captions.subList(1, captions.size());
        SentMessage sent =
                query.orThrow(query.world.sendAlbum(query.call, ready.peer(), ready, further, 0), Deed.SEND_PHOTO);
        query.concerns(sent.chatId());
        ArrayNode result = JsonNodeFactory.instance.arrayNode();
        String group = media.size() == 1 ? null : query.bot.id + "" + sent.messageId();
        for (int i = 0; i < attachments.size(); i++) {
            remember(query.bot, sent, i, new Trimmings(attachments.get(i), group, null, null, ready.protect()));
            result.add(sent(query.bot, sent, i));
        }
        query.done(result);
    }

    private static Media.Kind kind(Parameters item) {
        return switch (item.textOrEmpty("type")) {
            case "photo" -> Media.Kind.PHOTO;
            case "document" -> Media.Kind.DOCUMENT;
            default -> throw Refusal.bad("can't parse InputMedia: type must be one of photo, document");
        };
    }

    private static Media media(Attachment file) {
        MediaFile remote = new MediaFile.Remote(file.id());
        return file.kind() == Media.Kind.PHOTO ? Media.photo(remote) : Media.document(remote);
    }

    private static SentMessage send(Query query, OutgoingMessage message, Deed deed) {
        // the Bot API has no random ids: whatever comes twice is sent twice
        SentMessage sent = query.orThrow(query.world.send(query.call, message.peer(), message, 0), deed);
        query.concerns(sent.chatId());
        return sent;
    }

    /** Notes what belongs to a message, counted from the one that was sent first. */
    static void remember(Bot bot, SentMessage sent, int index, Trimmings trimmings) {
        if (!trimmings.equals(Trimmings.NONE)) {
            bot.trimmings.put(new MessageRef(sent.chatId(), sent.messageId() + index), trimmings);
        }
    }

    private ObjectNode sent(Bot bot, SentMessage sent, int index) {
        return sent(json, bot, sent.chatId(), sent.messageId() + index);
    }

    /** A message that was accepted a moment ago. */
    static ObjectNode sent(MessageJson json, Bot bot, long chatId, long messageId) {
        @Nullable Message message = json.find(bot, chatId, messageId);
        if (message == null) {
            throw new IllegalStateException("a message that was accepted is gone");
        }
        return json.of(bot, message);
    }
}
