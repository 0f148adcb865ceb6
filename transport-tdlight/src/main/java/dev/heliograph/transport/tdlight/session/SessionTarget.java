// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.session;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The forms of a session that can be written. */
public enum SessionTarget {
    /** A string session of Telethon, version 1. */
    TELETHON,
    /** A string session of Pyrogram 2 and later. */
    PYROGRAM,
    /** A string session of GramJS. */
    GRAMJS,
    /** A string session of mtcute, version 3. */
    MTCUTE,
    /** An auth string of MTKruto. */
    MTKRUTO,
    /** The event log of a TDLib database, not encrypted: TDLib encrypts it when it opens it with a key. */
    TDLIB;

    /** The name in lower case, as people type it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The target of a word.
     *
     * @throws IllegalArgumentException if there is none; the message lists them all
     */
    public static SessionTarget ofWord(String word) {
        for (SessionTarget target : values()) {
            if (target.word().equals(word)) {
                return target;
            }
        }
        throw new IllegalArgumentException("a session can be written as "
                + Arrays.stream(values()).map(SessionTarget::word).collect(Collectors.joining(", ")));
    }
}
