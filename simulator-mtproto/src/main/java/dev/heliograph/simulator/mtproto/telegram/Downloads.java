// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.model.Media;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import java.util.Arrays;

/** Files on their way out. */
final class Downloads {
    private static final int MOST_BYTES = 1024 * 1024;

    private final FileStore store;

    Downloads(FileStore store) {
        this.store = store;
    }

    void addTo(Calls calls) {
        calls.add("upload.getFile", this::read);
    }

    private TlObject read(Query query) {
        StoredFile file = find(query.parameters.object("location"));
        if (file.dc() != query.seat.dc()) {
            throw Refusal.migrate("FILE", file.dc());
        }
        long offset = query.parameters.int64("offset");
        int limit = query.parameters.int32("limit");
        if (offset < 0 || offset % 1024 != 0) {
            throw Refusal.of(400, "OFFSET_INVALID");
        }
        if (limit <= 0 || limit > MOST_BYTES || limit % 1024 != 0) {
            throw Refusal.of(400, "LIMIT_INVALID");
        }
        return TlObject.of("upload.file")
                .with("type", file.fileType())
                .with("mtime", file.date())
                .with("bytes", file.slice(offset, limit));
    }

    private StoredFile find(TlObject location) {
        return switch (location.name()) {
            case "inputPhotoFileLocation" -> checked(location, Media.Kind.PHOTO);
            case "inputDocumentFileLocation" -> checked(location, Media.Kind.DOCUMENT);
            default -> throw Refusal.of(400, "LOCATION_INVALID");
        };
    }

    private StoredFile checked(TlObject location, Media.Kind kind) {
        StoredFile file;
        try {
            file = store.find(location, kind);
        } catch (Refusal unknown) {
            throw Refusal.of(400, "FILE_ID_INVALID");
        }
        if (!Arrays.equals(location.bytes("file_reference"), file.reference().toArray())) {
            throw Refusal.of(400, "FILE_REFERENCE_EXPIRED");
        }
        return file;
    }
}
