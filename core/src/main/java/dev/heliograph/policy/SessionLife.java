// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.policy;

import dev.heliograph.model.SessionState;
import dev.heliograph.model.Stable;

/** The life of a session as a state machine: what each fact makes of each state. */
@Stable
public final class SessionLife {
    /** What can happen to a session. */
    public enum Fact {
        /** Somebody wants it connected, or the pause before the next try is over. */
        CONNECT,
        /** The connection stands and the sign-in runs. */
        SIGN_IN,
        /** It carries calls. */
        SIGNED_IN,
        /** The connection broke, or could not be made, for a passing reason; it will be tried again. */
        CONNECTION_LOST,
        /** Somebody wants it disconnected, or it is not to be tried again. */
        DISCONNECT,
        /** Telegram restricts the account as a sender. */
        RESTRICT,
        /** The restriction is over. */
        RELEASE,
        /** Telegram no longer accepts the session. */
        LOSE,
        /** Its owner closes it for good. */
        CLOSE
    }

    private SessionLife() {}

    /** The state after the fact; facts that mean nothing in a state leave it as it is. */
    public static SessionState after(SessionState state, Fact fact) {
        if (state == SessionState.CLOSED || fact == Fact.CLOSE) {
            return SessionState.CLOSED;
        }
        if (state == SessionState.LOST || fact == Fact.LOSE) {
            return SessionState.LOST;
        }
        return switch (fact) {
            case CONNECT -> isDown(state) ? SessionState.CONNECTING : state;
            case SIGN_IN -> state == SessionState.CONNECTING ? SessionState.AUTHORIZING : state;
            case SIGNED_IN -> isOpening(state) ? SessionState.READY : state;
            case CONNECTION_LOST -> state == SessionState.DISCONNECTED ? state : SessionState.RESTING;
            case DISCONNECT -> SessionState.DISCONNECTED;
            case RESTRICT -> state == SessionState.READY ? SessionState.QUARANTINED : state;
            case RELEASE -> state == SessionState.QUARANTINED ? SessionState.READY : state;
            case LOSE, CLOSE -> state;
        };
    }

    /** Whether a connection is up in that state. */
    public static boolean isConnected(SessionState state) {
        return state == SessionState.READY || state == SessionState.QUARANTINED;
    }

    /** Whether the state is an end that only a new session can follow. */
    public static boolean isOver(SessionState state) {
        return state == SessionState.LOST || state == SessionState.CLOSED;
    }

    private static boolean isDown(SessionState state) {
        return state == SessionState.DISCONNECTED || state == SessionState.RESTING;
    }

    private static boolean isOpening(SessionState state) {
        return state == SessionState.CONNECTING || state == SessionState.AUTHORIZING;
    }
}
