// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

/** Whose time decides what several processes share. */
enum TimeSource {
    /** The server's, so that the clocks of the processes need not agree. */
    SERVER,
    /** The caller's: for contracts, which move time. */
    CALLER
}
