// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import dev.heliograph.model.Media;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.text.FormattedText;
import dev.heliograph.transport.tdlight.td.Dialect;
import dev.heliograph.transport.tdlight.td.TdClient;
import dev.heliograph.transport.tdlight.td.TdIds;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts messages into TDLib's words. */
final class Outgoing {
    private final Dialect dialect;

    Outgoing(Dialect dialect) {
        this.dialect = dialect;
    }

    /**
     * The request that sends it.
     *
     * @param files its files as TDLib takes them, in their order
     */
    ObjectNode request(long chat, OutgoingMessage message, List<ObjectNode> files) {
        Media media = message.media();
        ObjectNode request;
        if (media == null) {
            request = TdClient.request("sendMessage");
            request.set("input_message_content", text(message.text(), message.linkPreview()));
        } else if (media.kind() == Media.Kind.ALBUM) {
            request = TdClient.request("sendMessageAlbum");
            ArrayNode contents = request.putArray("input_message_contents");
            album(((Media.Album) media).items(), message.text(), files).forEach(contents::add);
        } else {
            request = TdClient.request("sendMessage");
            request.set("input_message_content", content(media, files.get(0), message.text()));
        }
        return addressed(request, chat, message);
    }

    /** Adds the chat, the topic, what is answered and how it is sent. */
    private ObjectNode addressed(ObjectNode request, long chat, OutgoingMessage message) {
        request.put("chat_id", chat);
        dialect.topic(request, message.topic());
        if (message.replyTo() != 0) {
            request.set(
                    "reply_to",
                    TdClient.request("inputMessageReplyToMessage")
                            .put("message_id", TdIds.ofMessage(message.replyTo())));
        }
        ObjectNode options = options(message.silent()).put("protect_content", message.protect());
        if (message.schedule() != null) {
            options.set(
                    "scheduling_state",
                    TdClient.request("messageSchedulingStateSendAtDate")
                            .put("send_date", message.schedule().getEpochSecond()));
        }
        request.set("options", options);
        return request;
    }

    /** A text to be sent or to replace another. */
    static ObjectNode text(FormattedText text, boolean linkPreview) {
        ObjectNode content = TdClient.request("inputMessageText");
        content.set("text", TextWords.write(text));
        if (!linkPreview) {
            content.set(
                    "link_preview_options",
                    TdClient.request("linkPreviewOptions").put("is_disabled", true));
        }
        return content;
    }

    static ObjectNode options(boolean silent) {
        return TdClient.request("messageSendOptions").put("disable_notification", silent);
    }

    private List<ObjectNode> album(List<Media> items, FormattedText caption, List<ObjectNode> files) {
        return IntStream.range(0, items.size())
                // the caption of the first one is shown as that of the album
                .mapToObj(i -> content(items.get(i), files.get(i), i == 0 ? caption : FormattedText.plain("")))
                .toList();
    }

    private ObjectNode content(Media media, ObjectNode file, FormattedText caption) {
        ObjectNode content = media.kind() == Media.Kind.PHOTO ? dialect.photo(file) : dialect.document(file);
        if (!caption.text().isEmpty()) {
            content.set("caption", TextWords.write(caption));
        }
        return content;
    }
}
