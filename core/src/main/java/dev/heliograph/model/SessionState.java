// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

/** Where a session is in its life. */
@Stable
public enum SessionState {
    /** Not connected; will connect when asked. */
    DISCONNECTED,
    /** A connection is being made. */
    CONNECTING,
    /** Connected; signing in. */
    AUTHORIZING,
    /** Carries calls. */
    READY,
    /** The connection was lost for a passing reason; it comes back by itself. */
    RESTING,
    /** The account may not write to strangers for now; it is passed over. */
    QUARANTINED,
    /** Telegram no longer accepts it; only a new login helps. */
    LOST,
    /** Closed by its owner. */
    CLOSED
}
