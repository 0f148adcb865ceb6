// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.state;

import dev.heliograph.model.Stable;

/**
 * What became of a {@link Change}.
 *
 * @param swapped whether it was written
 * @param cell the cell as it stands after the call
 */
@Stable
public record Swap(boolean swapped, Cell cell) {}
