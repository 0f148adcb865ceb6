// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import dev.heliograph.simulator.world.TelegramError;
import org.jspecify.annotations.Nullable;

/** An answer that is an error, in the Bot API's words. Thrown where a method finds it. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int code;
    private final String description;
    private final long retryAfter;
    private final long migrateTo;
    /** What the world said, where it was the world. */
    private final transient @Nullable TelegramError cause;

    private Refusal(int code, String description, long retryAfter, long migrateTo, @Nullable TelegramError cause) {
        super(description, null, false, false);
        this.code = code;
        this.description = description;
        this.retryAfter = retryAfter;
        this.migrateTo = migrateTo;
        this.cause = cause;
    }

    static Refusal of(int code, String description) {
        return new Refusal(code, description, 0, 0, null);
    }

    /** 400 with that reason. */
    static Refusal bad(String reason) {
        return of(400, "Bad Request: " + reason);
    }

    static Refusal pause(long seconds) {
        return new Refusal(429, "Too Many Requests: retry after " + seconds, seconds, 0, null);
    }

    static Refusal migrated(long to) {
        return new Refusal(400, "Bad Request: group chat was upgraded to a supergroup chat", 0, to, null);
    }

    Refusal because(TelegramError error) {
        return new Refusal(code, description, retryAfter, migrateTo, error);
    }

    /** The same in other words. */
    Refusal worded(String other) {
        return new Refusal(code, other, retryAfter, migrateTo, cause);
    }

    int code() {
        return code;
    }

    String description() {
        return description;
    }

    /** Seconds, or 0. */
    long retryAfter() {
        return retryAfter;
    }

    /** The new id of the chat, or 0. */
    long migrateTo() {
        return migrateTo;
    }

    @Nullable
    TelegramError error() {
        return cause;
    }
}
