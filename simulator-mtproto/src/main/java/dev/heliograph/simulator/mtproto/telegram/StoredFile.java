// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Media;
import dev.heliograph.model.MediaFile;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import dev.heliograph.simulator.mtproto.tl.TlWriter;
import dev.heliograph.simulator.world.Dice;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A file that the server has. Pictures are not looked into: all are as large as phones show them. */
final class StoredFile {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 960;
    private static final String FULL = "x";
    private static final String THUMBNAIL = "m";

    private final long id;
    private final Media.Kind kind;
    private final String type;
    private final List<TlObject> attributes;
    private final byte[] content;
    private final int date;
    private final int dc;

    /**
     * A file.
     *
     * @param id by which it is asked for
     * @param kind photo or document
     * @param type of its content, as a document has it
     * @param attributes of a document
     * @param date when it came, in Unix seconds
     * @param dc where it lies
     */
    StoredFile(long id, Media.Kind kind, String type, List<TlObject> attributes, Bytes content, int date, int dc) {
        this.id = id;
        this.kind = kind;
        this.type = type;
        this.attributes = attributes;
        this.content = content.toArray();
        this.date = date;
        this.dc = dc;
    }

    long id() {
        return id;
    }

    Media.Kind kind() {
        return kind;
    }

    int size() {
        return content.length;
    }

    int date() {
        return date;
    }

    int dc() {
        return dc;
    }

    /** So many bytes, or fewer at the end of the file. */
    Bytes slice(long offset, int limit) {
        int from = (int) Math.min(offset, content.length);
        int to = from + Math.min(limit, content.length - from);
        return Bytes.copyOf(Arrays.copyOfRange(content, from, to));
    }

    long accessHash() {
        return Dice.mix(id) | 1;
    }

    /** What a client shows to prove that it has seen the file in a message. */
    Bytes reference() {
        return Bytes.copyOf(TlWriter.empty().int64(Dice.mix(~id)).toArray());
    }

    /** Whether the client may have it. */
    boolean isKnownBy(TlObject input) {
        return input.int64("access_hash") == accessHash();
    }

    /** A MessageMedia. */
    TlObject media(boolean spoiler) {
        return kind == Media.Kind.PHOTO
                ? TlObject.of("messageMediaPhoto").with("spoiler", spoiler).with("photo", photo())
                : TlObject.of("messageMediaDocument").with("spoiler", spoiler).with("document", document());
    }

    private TlObject photo() {
        return TlObject.of("photo")
                .with("id", id)
                .with("access_hash", accessHash())
                .with("file_reference", reference())
                .with("date", date)
                .with("sizes", List.of(size(THUMBNAIL, WIDTH / 4, HEIGHT / 4), size(FULL, WIDTH, HEIGHT)))
                .with("dc_id", dc);
    }

    // the small one has the same bytes: nothing here can draw
    private TlObject size(String name, int width, int height) {
        return TlObject.of("photoSize")
                .with("type", name)
                .with("w", width)
                .with("h", height)
                .with("size", content.length);
    }

    private TlObject document() {
        return TlObject.of("document")
                .with("id", id)
                .with("access_hash", accessHash())
                .with("file_reference", reference())
                .with("date", date)
                .with("mime_type", type)
                .with("size", (long) content.length)
                .with("dc_id", dc)
                .with("attributes", attributes);
    }

    /** As the model knows it, for which the bytes are elsewhere. */
    Media inModel() {
        MediaFile file = new MediaFile.Remote(Long.toString(id));
        return kind == Media.Kind.PHOTO ? Media.photo(file) : Media.document(file);
    }

    /** A storage.FileType, which only few types have. */
    TlObject fileType() {
        String name = switch (type.toLowerCase(Locale.ROOT)) {
            case "image/jpeg" -> "storage.fileJpeg";
            case "image/png" -> "storage.filePng";
            case "application/pdf" -> "storage.filePdf";
            case "video/mp4" -> "storage.fileMp4";
            default -> "storage.fileUnknown";
        };
        return TlObject.of(name);
    }
}
