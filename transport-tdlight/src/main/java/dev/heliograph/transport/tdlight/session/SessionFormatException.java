// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.session;

import java.io.Serial;

/**
 * A text or a file is not the session that it should be, or a session lacks what a format needs. The message says what was
 * expected and what was found, by lengths and names; it never shows the text, the key or a part of them.
 */
public final class SessionFormatException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final boolean databaseKeyNeeded;

    /** With a message that shows no secret. */
    public SessionFormatException(String message) {
        this(message, false);
    }

    SessionFormatException(String message, boolean databaseKeyNeeded) {
        super(message);
        this.databaseKeyNeeded = databaseKeyNeeded;
    }

    /** Whether the one thing missing is the key of an encrypted TDLib database. */
    public boolean databaseKeyNeeded() {
        return databaseKeyNeeded;
    }
}
