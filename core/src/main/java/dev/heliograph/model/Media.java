// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import java.util.List;

/** What a message carries besides its text, which then is the caption. */
@Stable
public sealed interface Media {
    /** What is carried. */
    enum Kind {
        /** One picture. */
        PHOTO,
        /** One file. */
        DOCUMENT,
        /** 2 to 10 pictures, or as many files, in one bubble. */
        ALBUM
    }

    /** What is carried. */
    Kind kind();

    /**
     * A picture.
     *
     * @param file its bytes
     */
    @Stable
    record Photo(MediaFile file) implements Media {
        @Override
        public Kind kind() {
            return Kind.PHOTO;
        }
    }

    /**
     * A file, shown by its name.
     *
     * @param file its bytes
     */
    @Stable
    record Document(MediaFile file) implements Media {
        @Override
        public Kind kind() {
            return Kind.DOCUMENT;
        }
    }

    /**
     * Several pictures, or several files, in one bubble.
     *
     * @param items 2 to 10 of one kind, no albums among them: Telegram groups documents with documents only
     *     (core.telegram.org/bots/api, sendMediaGroup)
     */
    @Stable
    record Album(List<Media> items) implements Media {
        /** Checks the number and the kinds of the items. */
        public Album {
            items = List.copyOf(items);
            if (items.size() < 2 || items.size() > 10) {
                throw new IllegalArgumentException("album of " + items.size() + " items: expected 2 to 10");
            }
            if (items.stream().anyMatch(item -> item.kind() == Kind.ALBUM)) {
                throw new IllegalArgumentException("album within an album: expected photos or documents");
            }
            if (items.stream().map(Media::kind).distinct().count() > 1) {
                throw new IllegalArgumentException("album of photos and documents: expected photos alone or documents"
                        + " alone, since Telegram groups documents with documents only; send two albums");
            }
        }

        @Override
        public Kind kind() {
            return Kind.ALBUM;
        }
    }

    /** A picture. */
    static Media photo(MediaFile file) {
        return new Photo(file);
    }

    /** A file. */
    static Media document(MediaFile file) {
        return new Document(file);
    }

    /** Several pictures, or several files, in one bubble: 2 to 10 of one kind. */
    static Media album(List<Media> items) {
        return new Album(items);
    }
}
