// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Media;
import dev.heliograph.model.MediaFile;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.model.TrafficClass;
import dev.heliograph.model.WhenUnsure;
import dev.heliograph.model.text.FormattedText;
import dev.heliograph.model.text.TextEntity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of a message in the outbox. Older formats stay readable for ever, and the oldest that can say it is
 * written, so that older versions can read what they understand.
 */
final class MessageCodec {
    private static final int FORMAT = 1;
    /** As the first, and a flag at the end: that it may be sent without what it answers. */
    private static final int WITHOUT_REPLY = 2;

    private static final long NONE = Long.MIN_VALUE;

    private MessageCodec() {}

    static Bytes write(OutgoingMessage message) {
        ByteWriter out = new ByteWriter(message.allowSendingWithoutReply() ? WITHOUT_REPLY : FORMAT);
        out.putText(message.peer().toString());
        out.putText(message.text().text());
        out.putInt(message.text().entities().size());
        for (TextEntity entity : message.text().entities()) {
            out.putText(entity.kind().name());
            out.putInt(entity.offset());
            out.putInt(entity.length());
            putOptional(out, entity.argument());
        }
        putMedia(out, message.media());
        out.putFlag(message.silent());
        out.putFlag(message.linkPreview());
        out.putLong(message.schedule() == null ? NONE : message.schedule().toEpochMilli());
        out.putLong(message.replyTo());
        out.putLong(message.topic());
        out.putFlag(message.protect());
        out.putText(message.trafficClass().name());
        out.putLong(message.patience() == null ? NONE : message.patience().toMillis());
        putOptional(out, message.key());
        out.putText(message.whenUnsure().name());
        if (message.allowSendingWithoutReply()) {
            out.putFlag(true);
        }
        return out.bytes();
    }

    static OutgoingMessage read(Bytes bytes) {
        ByteReader in = new ByteReader(bytes);
        if (in.format() < FORMAT || in.format() > WITHOUT_REPLY) {
            throw new IllegalArgumentException("a stored message of format " + in.format()
                    + ": this version reads formats " + FORMAT + " to " + WITHOUT_REPLY);
        }
        OutgoingMessage message = first(in);
        // what was stored before the general topic was read as none is read so now
        return message.toBuilder()
                .topic(message.topic())
                .allowSendingWithoutReply(in.format() == WITHOUT_REPLY && in.getFlag())
                .build();
    }

    private static OutgoingMessage first(ByteReader in) {
        Peer peer = Peer.of(in.getText());
        String text = in.getText();
        List<TextEntity> entities = new ArrayList<>();
        int count = in.getInt();
        for (int i = 0; i < count; i++) {
            TextEntity.Kind kind = TextEntity.Kind.valueOf(in.getText());
            entities.add(new TextEntity(kind, in.getInt(), in.getInt(), optional(in)));
        }
        return new OutgoingMessage(
                peer,
                new FormattedText(text, entities),
                media(in),
                in.getFlag(),
                in.getFlag(),
                instant(in.getLong()),
                in.getLong(),
                false,
                in.getLong(),
                in.getFlag(),
                TrafficClass.valueOf(in.getText()),
                duration(in.getLong()),
                optional(in),
                WhenUnsure.valueOf(in.getText()));
    }

    private static void putMedia(ByteWriter out, @Nullable Media media) {
        if (media == null) {
            out.putByte(0);
            return;
        }
        switch (media.kind()) {
            case PHOTO -> {
                out.putByte(1);
                putFile(out, ((Media.Photo) media).file());
            }
            case DOCUMENT -> {
                out.putByte(2);
                putFile(out, ((Media.Document) media).file());
            }
            case ALBUM -> {
                List<Media> items = ((Media.Album) media).items();
                out.putByte(3);
                out.putInt(items.size());
                items.forEach(item -> putMedia(out, item));
            }
        }
    }

    private static @Nullable Media media(ByteReader in) {
        return switch (in.getByte()) {
            case 0 -> null;
            case 1 -> Media.photo(file(in));
            case 2 -> Media.document(file(in));
            case 3 -> {
                int count = in.getInt();
                List<Media> items = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    Media item = media(in);
                    if (item != null) {
                        items.add(item);
                    }
                }
                yield Media.album(items);
            }
            default -> throw new IllegalArgumentException("a stored message with an unknown kind of media");
        };
    }

    private static void putFile(ByteWriter out, MediaFile file) {
        switch (file.kind()) {
            case PATH -> {
                out.putByte(1);
                out.putText(((MediaFile.OnDisk) file).path().toString());
            }
            case BYTES -> {
                out.putByte(2);
                out.putText(((MediaFile.InMemory) file).name());
                out.putBytes(((MediaFile.InMemory) file).bytes());
            }
            case REFERENCE -> {
                out.putByte(3);
                out.putText(((MediaFile.Remote) file).id());
            }
        }
    }

    private static MediaFile file(ByteReader in) {
        return switch (in.getByte()) {
            case 1 -> new MediaFile.OnDisk(Path.of(in.getText()));
            case 2 -> new MediaFile.InMemory(in.getText(), in.getBytes());
            case 3 -> new MediaFile.Remote(in.getText());
            default -> throw new IllegalArgumentException("a stored message with an unknown source of a file");
        };
    }

    private static void putOptional(ByteWriter out, @Nullable String text) {
        out.putFlag(text != null);
        if (text != null) {
            out.putText(text);
        }
    }

    private static @Nullable String optional(ByteReader in) {
        return in.getFlag() ? in.getText() : null;
    }

    private static @Nullable Instant instant(long millis) {
        return millis == NONE ? null : Instant.ofEpochMilli(millis);
    }

    private static @Nullable Duration duration(long millis) {
        return millis == NONE ? null : Duration.ofMillis(millis);
    }
}
