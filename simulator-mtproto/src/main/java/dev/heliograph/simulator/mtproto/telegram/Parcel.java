// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.simulator.mtproto.tl.TlObject;
import org.jspecify.annotations.Nullable;

/**
 * What this door knows of a message and the world does not.
 *
 * @param file what it carries, or null
 * @param media the MessageMedia of it, or null
 * @param group the same for all parts of an album, or 0
 * @param origin where it was forwarded from, or null
 * @param action a MessageAction, where the service speaks, or null
 * @param silent whether nobody's device was to ring
 */
record Parcel(
        @Nullable StoredFile file,
        @Nullable TlObject media,
        long group,
        @Nullable Origin origin,
        @Nullable TlObject action,
        boolean silent) {
    static final Parcel EMPTY = new Parcel(null, null, 0, null, null, false);

    /**
     * Where a message was forwarded from.
     *
     * @param from who wrote it, or the channel that it stood in
     * @param header a MessageFwdHeader
     */
    record Origin(long from, TlObject header) {}

    static Parcel of(@Nullable StoredFile file, @Nullable TlObject media) {
        return new Parcel(file, media, 0, null, null, false);
    }

    Parcel inGroup(long number) {
        return new Parcel(file, media, number, origin, action, silent);
    }

    Parcel from(@Nullable Origin where) {
        return new Parcel(file, media, group, where, action, silent);
    }

    Parcel silent(boolean quiet) {
        return new Parcel(file, media, group, origin, action, quiet);
    }

    /** A word of the service. */
    Parcel saying(TlObject word) {
        return new Parcel(file, media, group, origin, word, silent);
    }
}
