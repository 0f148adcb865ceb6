// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.model.Media;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SentMessage;
import dev.heliograph.model.text.FormattedText;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import dev.heliograph.simulator.world.Cargo;
import dev.heliograph.simulator.world.Dice;
import java.util.ArrayList;
import java.util.List;

/** Sends pictures and files, alone and in albums. */
final class MediaSends {
    private static final int MOST_IN_ALBUM = 10;

    private final Desk desk;
    private final MediaReader reader;

    MediaSends(Desk desk, MediaReader reader) {
        this.desk = desk;
        this.reader = reader;
    }

    void addTo(Calls calls) {
        calls.add("messages.sendMedia", this::send);
        calls.add("messages.sendMultiMedia", this::sendAlbum);
        calls.add("messages.uploadMedia", this::upload);
    }

    private TlObject upload(Query query) {
        query.chat("peer");
        query.admit();
        TlObject media = reader.read(query, query.parameters.object("media")).media();
        if (media == null) {
            throw Refusal.of(400, "MEDIA_INVALID");
        }
        return media;
    }

    private TlObject send(Query query) {
        TlObject parameters = query.parameters;
        FormattedText text = text(query, parameters);
        Parcel parcel = reader.read(query, parameters.object("media")).silent(parameters.flag("silent"));
        OutgoingMessage.Builder message = Sends.options(query).text(text);
        StoredFile file = parcel.file();
        if (file != null) {
            message.media(file.inModel());
        } else if (text.isBlank()) {
            throw Refusal.of(400, "MESSAGE_EMPTY");
        }
        return send(query, message.build(), Cargo.of(parcel), List.of(parameters.int64("random_id")));
    }

    /** Photos and videos share an album, and the model knows a video as a document. */
    private static List<Media> alike(List<Media> media) {
        return media.stream().map(Media::kind).distinct().count() == 1
                ? media
                : media.stream().map(MediaSends::asDocument).toList();
    }

    private static Media asDocument(Media item) {
        return item instanceof Media.Photo photo ? Media.document(photo.file()) : item;
    }

    private TlObject sendAlbum(Query query) {
        List<TlObject> items = query.parameters.objects("multi_media");
        if (items.isEmpty() || items.size() > MOST_IN_ALBUM) {
            throw Refusal.of(400, items.isEmpty() ? "MEDIA_EMPTY" : "MULTI_MEDIA_TOO_LONG");
        }
        // a single item is no album
        long group = items.size() == 1 ? 0 : Dice.mix(items.get(0).int64("random_id")) | 1;
        List<Media> media = new ArrayList<>();
        List<FormattedText> captions = new ArrayList<>();
        List<Object> parcels = new ArrayList<>();
        for (TlObject item : items) {
            Parcel parcel = reader.read(query, item.object("media"));
            StoredFile file = parcel.file();
            if (file == null) {
                throw Refusal.of(400, "MEDIA_INVALID");
            }
            media.add(file.inModel());
            captions.add(text(query, item));
            parcels.add(parcel.inGroup(group).silent(query.parameters.flag("silent")));
        }
        OutgoingMessage message = Sends.options(query)
                .text(captions.get(0))
                .media(media.size() == 1 ? media.get(0) : Media.album(alike(media)))
                .build();
        Cargo cargo = new Cargo(captions.subList(1, captions.size()), parcels);
        return send(
                query,
                message,
                cargo,
                items.stream().map(item -> item.int64("random_id")).toList());
    }

    private TlObject send(Query query, OutgoingMessage message, Cargo cargo, List<Long> randomIds) {
        query.box().pump();
        SentMessage sent =
                Sends.standing(query.world.send(query.call(), message.peer(), message, cargo, randomIds.get(0)));
        return desk.accepted(query, sent, randomIds);
    }

    private static FormattedText text(Query query, TlObject item) {
        return Entities.read(query.account(), item.string("message"), item.objects("entities"));
    }
}
