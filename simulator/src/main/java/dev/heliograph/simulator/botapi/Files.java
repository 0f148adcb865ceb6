// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import dev.heliograph.model.Media;

/** The files that the server knows by an id, the last so many. Confined to the server's strand. */
final class Files {
    private static final int REMEMBERED = 20_000;
    private static final String ATTACHED = "attach://";
    private static final long LARGEST_PHOTO = 10L << 20;
    private static final long LARGEST_FILE = 50L << 20;

    private final Shelf<String, Attachment> known = new Shelf<>(REMEMBERED);

    /**
     * The file of an argument: a part of the body, one that the value names, an address, or one that was sent before.
     *
     * @param name the part of the body
     * @param value what stands in the argument, or ""
     */
    Attachment find(Parameters parameters, Media.Kind kind, String name, String value) {
        boolean attached = value.startsWith(ATTACHED);
        UploadedFile file = parameters.file(attached ? value.substring(ATTACHED.length()) : name);
        if (file != null) {
            return uploaded(kind, file);
        }
        if (value.isEmpty() || attached) {
            throw Refusal.bad("there is no " + name + " in the request");
        }
        if (value.startsWith("http://") || value.startsWith("https://")) {
            return remembered(Attachment.at(kind, value));
        }
        Attachment before = known.get(value);
        if (before == null) {
            throw Refusal.bad("wrong file identifier/HTTP URL specified");
        }
        if (before.kind() != kind) {
            throw Refusal.bad("can't use file of type " + word(before.kind()) + " as " + word(kind));
        }
        return before;
    }

    private Attachment uploaded(Media.Kind kind, UploadedFile file) {
        if (file.size() == 0) {
            throw Refusal.bad("file must be non-empty");
        }
        if (file.size() > LARGEST_FILE || (kind == Media.Kind.PHOTO && file.size() > LARGEST_PHOTO)) {
            throw Refusal.of(413, "Request Entity Too Large");
        }
        return remembered(Attachment.of(kind, file));
    }

    private Attachment remembered(Attachment file) {
        known.put(file.id(), file);
        return file;
    }

    private static String word(Media.Kind kind) {
        return kind == Media.Kind.PHOTO ? "Photo" : "Document";
    }
}
