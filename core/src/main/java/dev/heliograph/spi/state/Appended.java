// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.state;

import dev.heliograph.model.Replication;
import dev.heliograph.model.Stable;

/**
 * What became of a draft.
 *
 * @param id the row's id: positive, growing with the order of appending within a queue
 * @param fresh false where the key was there already, and the row is the earlier one
 * @param replication whether other servers of the store had the row when this was answered
 */
@Stable
public record Appended(long id, boolean fresh, Replication replication) {
    /** Of a store that is in one place. */
    public Appended(long id, boolean fresh) {
        this(id, fresh, Replication.NONE);
    }
}
