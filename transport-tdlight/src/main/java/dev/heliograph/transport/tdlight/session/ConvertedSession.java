// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.session;

import java.util.List;

/** A session in another form. Immutable. */
public final class ConvertedSession {
    private final SessionTarget target;
    private final String fileName;
    private final byte[] content;
    private final List<String> notes;

    ConvertedSession(SessionTarget target, String fileName, byte[] content, List<String> notes) {
        this.target = target;
        this.fileName = fileName;
        this.content = content.clone();
        this.notes = List.copyOf(notes);
    }

    /** The form. */
    public SessionTarget target() {
        return target;
    }

    /** What TDLib wants the file to be called in its folder; empty for strings. */
    public String fileName() {
        return fileName;
    }

    /** The string in ASCII without a line's end, or the file; a copy. It is full access to the account. */
    public byte[] content() {
        return content.clone();
    }

    /** What was assumed, in words for the owner; no secrets. */
    public List<String> notes() {
        return notes;
    }

    /** The form and the length. */
    @Override
    public String toString() {
        return "ConvertedSession[" + target.word() + ", " + content.length + " bytes]";
    }
}
