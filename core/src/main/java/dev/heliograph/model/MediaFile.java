// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import java.nio.file.Path;

/** Where the bytes of a photo or document come from. */
@Stable
public sealed interface MediaFile {
    /** What kind of source it is. */
    enum Kind {
        /** A file of this machine. */
        PATH,
        /** Bytes in memory. */
        BYTES,
        /** A file that Telegram already has. */
        REFERENCE
    }

    /** The kind of source. */
    Kind kind();

    /**
     * A file on this machine, read while it is sent.
     *
     * @param path the file, which must be readable when the message is sent
     */
    @Stable
    record OnDisk(Path path) implements MediaFile {
        @Override
        public Kind kind() {
            return Kind.PATH;
        }
    }

    /**
     * A small file in memory.
     *
     * @param name the file name that people see
     * @param bytes the content; the caller must not change it afterwards
     */
    @Stable
    record InMemory(String name, Bytes bytes) implements MediaFile {
        @Override
        public Kind kind() {
            return Kind.BYTES;
        }
    }

    /**
     * A file that Telegram already stores.
     *
     * @param id the transport's own identifier of the file
     */
    @Stable
    record Remote(String id) implements MediaFile {
        @Override
        public Kind kind() {
            return Kind.REFERENCE;
        }
    }

    /** A file on this machine. */
    static MediaFile of(Path path) {
        return new OnDisk(path);
    }

    /** Bytes in memory, copied. */
    static MediaFile of(String name, byte[] bytes) {
        return new InMemory(name, Bytes.copyOf(bytes));
    }
}
