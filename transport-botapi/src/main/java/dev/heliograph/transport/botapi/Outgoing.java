// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Media;
import dev.heliograph.model.MediaFile;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SendStatus;
import dev.heliograph.spi.transport.SendRequest;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Which method sends a message, and with what. */
final class Outgoing {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final SendRequest request;
    private final String method;
    private final ObjectNode params = JSON.objectNode();
    /** The parts of the form that are files. */
    private final List<String> parts = new ArrayList<>();

    private final List<MediaFile> files = new ArrayList<>();

    private Outgoing(SendRequest request, long self) {
        this.request = request;
        OutgoingMessage message = request.message();
        Wording.peer(params, "chat_id", request.peer(), self);
        Media media = message.media();
        if (media == null) {
            this.method = "sendMessage";
            Wording.text(params, message.text(), message.linkPreview());
        } else {
            this.method = carry(media, message);
        }
        Wording.options(params, message);
    }

    static Outgoing of(SendRequest request, long self) {
        return new Outgoing(request, self);
    }

    String method() {
        return method;
    }

    ObjectNode params() {
        return params;
    }

    /** Whether files have to go up with it. */
    boolean hasFiles() {
        return !files.isEmpty();
    }

    /**
     * Looks at the files, which may block.
     *
     * @param most bytes that the server takes for one file
     * @return the form or why it cannot be sent
     */
    Outcome<Form> pack(long most) {
        List<Attachment> attachments = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            try {
                Attachment attachment = Attachment.of(parts.get(i), files.get(i));
                if (attachment.length() > most) {
                    return Outcome.failed(new Failure.Rejected(
                            SendStatus.TOO_LONG,
                            413,
                            "FILE_TOO_LARGE: " + attachment.name() + " has " + attachment.length()
                                    + " bytes, the server takes " + most));
                }
                attachments.add(attachment);
            } catch (Attachment.Unreadable unreadable) {
                return Outcome.failed(
                        new Failure.Rejected(SendStatus.FAILED, 0, "FILE_UNREADABLE: " + unreadable.getMessage()));
            }
        }
        return Outcome.done(
                new Form(params, Multipart.of(params, attachments, request.randomId(), request.progress())));
    }

    private String carry(Media media, OutgoingMessage message) {
        return switch (media.kind()) {
            case PHOTO -> {
                single("photo", ((Media.Photo) media).file());
                Wording.caption(params, message.text());
                yield "sendPhoto";
            }
            case DOCUMENT -> {
                single("document", ((Media.Document) media).file());
                Wording.caption(params, message.text());
                yield "sendDocument";
            }
            case ALBUM -> {
                params.set("media", album(((Media.Album) media).items(), message));
                yield "sendMediaGroup";
            }
        };
    }

    private ArrayNode album(List<Media> items, OutgoingMessage message) {
        ArrayNode album = JSON.arrayNode();
        for (Media item : items) {
            boolean photo = item.kind() == Media.Kind.PHOTO;
            MediaFile file = photo ? ((Media.Photo) item).file() : ((Media.Document) item).file();
            ObjectNode node = album.addObject().put("type", photo ? "photo" : "document");
            node.put("media", attached("file" + album.size(), file));
            if (album.size() == 1) {
                // the caption of the first one is shown as that of the album
                Wording.caption(node, message.text());
            }
        }
        return album;
    }

    private void single(String part, MediaFile file) {
        if (file.kind() == MediaFile.Kind.REFERENCE) {
            params.put(part, ((MediaFile.Remote) file).id());
        } else {
            take(part, file);
        }
    }

    /** The file as the list of an album names it: a part of the form, or what the server has already. */
    private String attached(String part, MediaFile file) {
        if (file.kind() == MediaFile.Kind.REFERENCE) {
            return ((MediaFile.Remote) file).id();
        }
        take(part, file);
        return "attach://" + part;
    }

    private void take(String part, MediaFile file) {
        parts.add(part);
        files.add(file);
    }
}
