// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.session;

import java.util.List;
import java.util.Objects;

/**
 * A session in another form.
 *
 * @param target the form
 * @param fileName what TDLib wants the file to be called; empty for strings
 * @param content the string without a line's end as ASCII, or the file; full access to the account
 * @param notes what was assumed, in words for the owner; no secrets
 */
public record ConvertedSession(SessionTarget target, String fileName, byte[] content, List<String> notes) {

    /** Copies the list and the content. */
    public ConvertedSession {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(fileName, "fileName");
        content = content.clone();
        notes = List.copyOf(notes);
    }

    /** The content, a copy. */
    @Override
    public byte[] content() {
        return content.clone();
    }

    /** The form and the length. */
    @Override
    public String toString() {
        return "ConvertedSession[" + target.word() + ", " + content.length + " bytes]";
    }
}
