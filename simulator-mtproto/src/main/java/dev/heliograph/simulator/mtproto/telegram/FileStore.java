// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Media;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All files that were ever sent, within limits: the oldest are forgotten first. */
final class FileStore {
    private final long mostBytes;
    private final Map<Long, StoredFile> files = new LinkedHashMap<>();
    private long bytes;
    private long last = 5_000_000_000L;

    FileStore(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    StoredFile photo(Bytes content, int date, int dc) {
        return add(new StoredFile(++last, Media.Kind.PHOTO, "image/jpeg", List.of(), content, date, dc));
    }

    StoredFile document(String type, List<TlObject> attributes, Bytes content, int date, int dc) {
        return add(new StoredFile(++last, Media.Kind.DOCUMENT, type, attributes, content, date, dc));
    }

    /** The file that an InputPhoto, InputDocument or a location names. */
    StoredFile find(TlObject input, Media.Kind kind) {
        StoredFile file = files.get(input.int64("id"));
        if (file == null || file.kind() != kind || !file.isKnownBy(input)) {
            throw Refusal.of(400, kind == Media.Kind.PHOTO ? "PHOTO_INVALID" : "DOCUMENT_INVALID");
        }
        return file;
    }

    private StoredFile add(StoredFile file) {
        files.put(file.id(), file);
        bytes += file.size();
        Iterator<StoredFile> oldest = files.values().iterator();
        while (bytes > mostBytes && files.size() > 1) {
            bytes -= oldest.next().size();
            oldest.remove();
        }
        return file;
    }
}
