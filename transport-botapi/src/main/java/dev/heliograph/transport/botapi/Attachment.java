// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.model.MediaFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file on its way up.
 *
 * @param part the name of its part of the form
 * @param name the file's name, which people see
 * @param length its bytes when it was looked at
 * @param opening reads it from the beginning
 */
record Attachment(String part, String name, long length, HttpBody.Opening opening) {
    /** A file that cannot be sent. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        Unreadable(String message) {
            super(message);
        }
    }

    /** Looks at the file, which may block. */
    static Attachment of(String part, MediaFile file) throws Unreadable {
        return switch (file.kind()) {
            case PATH -> onDisk(part, ((MediaFile.OnDisk) file).path());
            case BYTES -> {
                MediaFile.InMemory memory = (MediaFile.InMemory) file;
                yield new Attachment(
                        part,
                        memory.name(),
                        memory.bytes().size(),
                        () -> new ByteArrayInputStream(memory.bytes().toArray()));
            }
            case REFERENCE -> throw new IllegalArgumentException("Telegram has this file already");
        };
    }

    private static Attachment onDisk(String part, Path path) throws Unreadable {
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw new Unreadable("the file " + path + " is missing or cannot be read");
        }
        try {
            return new Attachment(
                    part, String.valueOf(path.getFileName()), Files.size(path), () -> Files.newInputStream(path));
        } catch (IOException unreadable) {
            throw new Unreadable("the file " + path + " cannot be read");
        }
    }
}
