// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.session;

/** The forms of a session that can be read. */
public enum SessionFormat {
    /** A string session of Telethon, version 1: Python, asyncio. */
    TELETHON("Telethon string"),
    /** A string session of Pyrogram and its forks, in any of three forms. */
    PYROGRAM("Pyrogram string"),
    /** A string session of GramJS. */
    GRAMJS("GramJS string"),
    /** A string session of mtcute, version 3. */
    MTCUTE("mtcute string"),
    /** An auth string of MTKruto. */
    MTKRUTO("MTKruto string"),
    /** A session file of Telethon: SQLite, versions 1 to 7. */
    TELETHON_FILE("Telethon session file"),
    /** A session file of Pyrogram and its forks: SQLite. */
    PYROGRAM_FILE("Pyrogram session file"),
    /** A session file of gotd: JSON. */
    GOTD_FILE("gotd session file"),
    /** The event log of a TDLib database. */
    TDLIB("TDLib database");

    private final String words;

    SessionFormat(String words) {
        this.words = words;
    }

    /** The form in words, for people. */
    public String words() {
        return words;
    }
}
