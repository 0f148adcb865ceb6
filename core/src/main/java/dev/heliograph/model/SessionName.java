// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import java.util.regex.Pattern;

/**
 * The name of a session, unique within one fleet.
 *
 * @param value 1 to 64 letters, digits, dots, hyphens or underscores; it starts with a letter or a digit
 */
@Stable
public record SessionName(String value) implements Comparable<SessionName> {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** Rejects a name that could not be used as a file name or as part of a key. */
    public SessionName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("session name '" + value
                    + "': expected 1 to 64 letters, digits, '.', '-' or '_', starting with a letter or a digit");
        }
    }

    /** The session of that name. */
    public static SessionName of(String value) {
        return new SessionName(value);
    }

    @Override
    public int compareTo(SessionName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
