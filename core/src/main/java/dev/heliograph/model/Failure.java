// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import java.time.Duration;

/** Why a call did not succeed. The first question is always: may it have happened all the same? */
@Stable
public sealed interface Failure {
    /** Which failure it is. */
    enum Kind {
        /** {@link Throttled}. */
        THROTTLED,
        /** {@link Unavailable}. */
        UNAVAILABLE,
        /** {@link Rejected}. */
        REJECTED,
        /** {@link Ambiguous}. */
        AMBIGUOUS,
        /** {@link SessionLost}. */
        SESSION_LOST,
        /** {@link Unsupported}. */
        UNSUPPORTED
    }

    /** Where a passing failure came from; each has its own retry budget. */
    enum Origin {
        /** The server answered that it cannot now. */
        SERVER,
        /** The server was not reached. */
        NETWORK,
        /** The state store could not be read or written; what it keeps is not lost. Tried again as if the network were to blame. */
        STATE
    }

    /** Which failure it is. */
    Kind kind();

    /** One line for people, without secrets or message texts. */
    String reason();

    /** A stable word for callers: Telegram's own where it gave one, else one for the kind of failure. */
    default String word() {
        return switch (kind()) {
            case THROTTLED, REJECTED, SESSION_LOST -> wordOf(reason());
            case AMBIGUOUS -> "ANSWER_LOST";
            case UNAVAILABLE ->
                switch (((Unavailable) this).origin()) {
                    case SERVER -> "SERVER_ERROR";
                    case NETWORK -> "NETWORK_ERROR";
                    case STATE -> "STATE_UNAVAILABLE";
                };
            case UNSUPPORTED -> "UNSUPPORTED";
        };
    }

    /** What stands before the explanation, in {@code WORD: explanation}; all of it where there is none. */
    private static String wordOf(String reason) {
        int colon = reason.indexOf(": ");
        return colon > 0 && reason.substring(0, colon).matches("[A-Z0-9_]+") ? reason.substring(0, colon) : reason;
    }

    /** Whether the call may have taken effect although no success was seen. */
    default boolean mayHaveHappened() {
        return kind() == Kind.AMBIGUOUS;
    }

    /**
     * Refused for speed; nothing happened. Telegram's number is a lower bound (core.telegram.org/api/errors, 420).
     *
     * @param retryAfter how long the server wants to be left alone, positive and at most 366 days
     * @param scope what it closes
     * @param reason the server's word, such as FLOOD_WAIT
     */
    @Stable
    record Throttled(Duration retryAfter, FloodScope scope, String reason) implements Failure {
        private static final Duration LONGEST = Duration.ofDays(366);

        /**
         * Rounds waits that are not positive up to a second: test servers answer 0 and mean "soon". Shortens those that no
         * clock can count with.
         */
        public Throttled {
            if (retryAfter.isNegative() || retryAfter.isZero()) {
                retryAfter = Duration.ofSeconds(1);
            } else if (retryAfter.compareTo(LONGEST) > 0) {
                retryAfter = LONGEST;
            }
        }

        @Override
        public Kind kind() {
            return Kind.THROTTLED;
        }
    }

    /**
     * Not possible now; nothing happened, and it may work later.
     *
     * @param origin who was to blame
     * @param reason one line
     */
    @Stable
    record Unavailable(Origin origin, String reason) implements Failure {
        @Override
        public Kind kind() {
            return Kind.UNAVAILABLE;
        }
    }

    /**
     * Refused for good; nothing happened.
     *
     * @param status how callers see it: FORBIDDEN, NOT_FOUND, TOO_LONG or FAILED
     * @param code the server's number, or 0
     * @param reason the server's word, such as USER_IS_BLOCKED
     */
    @Stable
    record Rejected(SendStatus status, int code, String reason) implements Failure {
        @Override
        public Kind kind() {
            return Kind.REJECTED;
        }
    }

    /**
     * The request may have been carried out: its answer was lost, or does not say.
     *
     * @param reason one line
     */
    @Stable
    record Ambiguous(String reason) implements Failure {
        @Override
        public Kind kind() {
            return Kind.AMBIGUOUS;
        }
    }

    /**
     * The session or its account is no longer accepted; trying again makes it worse.
     *
     * @param reason the server's word, such as AUTH_KEY_UNREGISTERED
     * @param mayHaveHappened whether the call that was answered so may have taken effect: a server that logs a session out
     *     says so to the calls that it had taken up before
     */
    @Stable
    record SessionLost(String reason, boolean mayHaveHappened) implements Failure {
        /** A session that is lost, and a call that had no effect. */
        public SessionLost(String reason) {
            this(reason, false);
        }

        @Override
        public Kind kind() {
            return Kind.SESSION_LOST;
        }
    }

    /**
     * The transport does not offer this.
     *
     * @param feature what was asked for
     */
    @Stable
    record Unsupported(String feature) implements Failure {
        @Override
        public Kind kind() {
            return Kind.UNSUPPORTED;
        }

        @Override
        public String reason() {
            return "the transport does not offer " + feature;
        }
    }
}
