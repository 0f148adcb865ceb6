// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.model.Stable;

/** Which session of a pool sends a message. Sessions that rest, are quarantined or lost are passed over. */
@Stable
public enum PoolStrategy {
    /** One after the other. */
    ROUND_ROBIN,
    /** The one with the fewest calls waiting. */
    LEAST_LOADED,
    /** Always the same one for a chat, as long as it can. */
    STICKY
}
