// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

/** Whether a session's connection carries calls. */
@Stable
public enum ConnectionState {
    /** No connection. */
    DISCONNECTED,
    /** Being made. */
    CONNECTING,
    /** Carries calls. */
    READY
}
