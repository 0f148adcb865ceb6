// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.state;

import dev.heliograph.model.Implementable;
import dev.heliograph.model.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Bytes under a key, changed only by whoever knows the present version. Keys that begin with {@code lease/} say who has the
 * right to do something: a store that may have lost its latest writes lets such a cell be written with other bytes only
 * when every lease that it could have forgotten is over, and is {@code Unavailable} until then.
 */
@Implementable
public interface Cells {
    /**
     * How the keys of cells begin that tell of this very store, such as the mark by which a fleet sees that it was replaced:
     * {@link Upkeep#export} leaves them out, and {@link Upkeep#restore} passes them over.
     */
    String OWN = "own/";

    /** The cell, or {@link Cell#absent} where there is none or its time is over. */
    CompletionStage<Outcome<Cell>> read(String key, Instant now);

    /**
     * Writes or deletes the cell if its version is still the expected one; one whose time is over counts as absent.
     *
     * @param change what to write over which version
     * @param now the present time
     * @return whether it was written, and the cell as it stands then
     */
    CompletionStage<Outcome<Swap>> swap(Change change, Instant now);

    /** Cells that are there and whose keys begin so, by key, after the given key (empty = from the start). */
    CompletionStage<Outcome<List<Cell>>> list(String prefix, String after, int limit, Instant now);
}
