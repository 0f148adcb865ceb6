// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.model.Stable;

/** Where a broadcast is. */
@Stable
public enum BroadcastState {
    /** Under way. */
    RUNNING,
    /** Held: only what is in flight still goes out. */
    PAUSED,
    /** Every message has its end. */
    DONE,
    /** Withdrawn by its owner. */
    CANCELLED,
    /** Withdrawn by its stop rule: too many failed. */
    STOPPED
}
