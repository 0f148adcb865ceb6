// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Media;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import java.util.List;

/** Reads what clients want to send. */
final class MediaReader {
    private final Uploads uploads;
    private final FileStore store;
    private final WorldClock clock;

    MediaReader(Uploads uploads, FileStore store, WorldClock clock) {
        this.uploads = uploads;
        this.store = store;
        this.clock = clock;
    }

    /** What an InputMedia stands for; a file that was uploaded becomes one that the server has. */
    Parcel read(Query query, TlObject media) {
        return switch (media.name()) {
            case "inputMediaUploadedPhoto" ->
                file(media, store.photo(content(query, media), clock.second(), dc(query)));
            case "inputMediaUploadedDocument" -> file(media, document(query, media));
            case "inputMediaPhoto" -> file(media, store.find(media.object("id"), Media.Kind.PHOTO));
            case "inputMediaDocument" -> file(media, store.find(media.object("id"), Media.Kind.DOCUMENT));
            case "inputMediaWebPage" -> Parcel.of(null, page(media));
            case "inputMediaEmpty" -> throw Refusal.of(400, "MEDIA_EMPTY");
            default -> throw Refusal.of(400, "MEDIA_INVALID");
        };
    }

    private static Parcel file(TlObject media, StoredFile file) {
        return Parcel.of(file, file.media(media.flag("spoiler")));
    }

    private Bytes content(Query query, TlObject media) {
        return uploads.take(query.account().id(), media.object("file"));
    }

    private StoredFile document(Query query, TlObject media) {
        List<TlObject> attributes = media.objects("attributes");
        if (attributes.stream().noneMatch(attribute -> attribute.is("documentAttributeFilename"))) {
            String name = media.object("file").string("name");
            attributes = new java.util.ArrayList<>(attributes);
            attributes.add(TlObject.of("documentAttributeFilename").with("file_name", name));
        }
        return store.document(media.string("mime_type"), attributes, content(query, media), clock.second(), dc(query));
    }

    // files of an account lie where it lives
    private static int dc(Query query) {
        return query.seat.dc();
    }

    /** Nobody looks at the page: what is known of it is its address. */
    private static TlObject page(TlObject media) {
        String url = media.string("url");
        if (url.isBlank()) {
            throw Refusal.of(400, "WEBPAGE_URL_INVALID");
        }
        String display = url.replaceFirst("^[a-z]+://", "").replaceFirst("/$", "");
        TlObject page = TlObject.of("webPage")
                .with("id", Integer.toUnsignedLong(url.hashCode()) + 1)
                .with("url", url)
                .with("display_url", display)
                .with("hash", 0)
                .with("type", "article")
                .with("site_name", display.replaceFirst("/.*", ""))
                .with("title", display);
        return TlObject.of("messageMediaWebPage")
                .with("force_large_media", media.flag("force_large_media"))
                .with("force_small_media", media.flag("force_small_media"))
                .with("manual", true)
                .with("webpage", page);
    }
}
