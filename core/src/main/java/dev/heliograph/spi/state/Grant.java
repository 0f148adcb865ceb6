// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.state;

import dev.heliograph.model.Stable;
import java.time.Instant;

/**
 * The answer to a wish for a permit.
 *
 * @param granted whether it was given
 * @param at when it was given, or the earliest time at which asking again makes sense
 */
@Stable
public record Grant(boolean granted, Instant at) {}
