// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.session;

/** What a format may want and a session may lack. */
public enum SessionFact {
    /** Where the data centre listens, as an IP address. */
    ADDRESS("address of the data centre"),
    /** The account's id. */
    USER_ID("user id"),
    /** The id of the application that signed in. */
    API_ID("API id");

    private final String words;

    SessionFact(String words) {
        this.words = words;
    }

    /** The fact in words, for people. */
    public String words() {
        return words;
    }
}
