// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.state;

import dev.heliograph.model.Stable;

/**
 * Who claims rows.
 *
 * @param owner the name of the sending process
 * @param fence larger than every earlier one of that owner
 */
@Stable
public record Claimant(String owner, long fence) {}
