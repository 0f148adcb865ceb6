// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.state;

import dev.heliograph.model.Stable;
import java.util.List;

/**
 * Some of what a store holds.
 *
 * @param records may be empty although more follows
 * @param next the cursor of the next page, or empty after the last one
 */
@Stable
public record RecordPage(List<StateRecord> records, String next) {
    /** Copies the list. */
    public RecordPage {
        records = List.copyOf(records);
    }
}
