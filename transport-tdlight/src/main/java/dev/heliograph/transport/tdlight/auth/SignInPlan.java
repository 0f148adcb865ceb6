// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.auth;

import dev.heliograph.model.ClientConfig;
import org.jspecify.annotations.Nullable;

/**
 * How a session signs in where its database does not know the account yet.
 *
 * @param kind the way
 * @param session the session's name, for messages
 * @param secret the bot's token or the phone number, or null
 */
public record SignInPlan(
        Kind kind, String session, @Nullable String secret) {
    /** A way to sign in. */
    public enum Kind {
        /** By the token of a bot. */
        BOT,
        /** By the number of a phone and a code. */
        PHONE,
        /** By a link that a device of the account opens. */
        QR,
        /** Not at all, since there is nobody to ask. */
        NOT
    }

    /**
     * The way of that session.
     *
     * @param person whether there is somebody who can be asked
     * @param byLink whether a user is to sign in by a link
     */
    public static SignInPlan of(ClientConfig config, boolean person, boolean byLink) {
        String name = config.sessionName().value();
        String token = config.botToken();
        if (token != null) {
            return new SignInPlan(Kind.BOT, name, token.strip());
        }
        if (!person) {
            return new SignInPlan(Kind.NOT, name, null);
        }
        return byLink ? new SignInPlan(Kind.QR, name, null) : new SignInPlan(Kind.PHONE, name, config.phone());
    }

    /** The way and the session, without the secret. */
    @Override
    public String toString() {
        return "SignInPlan[" + kind + ", " + session + "]";
    }
}
