// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.broadcast;

import dev.heliograph.model.OutgoingMessage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One line of an audience that is not blank: a message, or what is wrong with it.
 *
 * @param number counted from 1, blank lines included
 * @param message what it asks to be sent, or null for a bad line
 * @param problem what is wrong with it, without the texts of the line, or null for a good line
 */
public record AudienceLine(
        long number,
        @Nullable OutgoingMessage message,
        @Nullable String problem) {
    /** The reason of the result of a bad line. */
    public static final String BAD_LINE = "BAD_LINE";

    static AudienceLine bad(long number, String problem) {
        return new AudienceLine(number, null, problem);
    }

    /** Whether there is nothing wrong with it. */
    public boolean isGood() {
        return problem == null;
    }

    /**
     * The message of a good line.
     *
     * @throws NullPointerException for a bad one: a bug
     */
    public OutgoingMessage good() {
        return Objects.requireNonNull(message);
    }
}
