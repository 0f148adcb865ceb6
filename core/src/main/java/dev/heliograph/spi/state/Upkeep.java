// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.state;

import dev.heliograph.model.Implementable;
import dev.heliograph.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What a store offers to whoever looks after it, besides its ports. All of it may be called while others work. */
@Implementable
public interface Upkeep {
    /** Looks at all that is stored, which may take a while, and at who uses it. */
    CompletionStage<Outcome<Inspection>> inspect(Instant now);

    /**
     * Forgets, in every queue, the rows that were settled longer ago than the retention, all else whose time is over, and
     * gives back the room.
     *
     * @return how many rows were forgotten
     */
    CompletionStage<Outcome<Long>> compact(Duration retention, Instant now);

    /**
     * What is stored, a page at a time, in an order in which it can be restored. What is written meanwhile may be missing.
     *
     * @param cursor that of the page before, or empty for the first one
     * @param limit about how many records, 1 or more
     */
    CompletionStage<Outcome<RecordPage>> export(String cursor, int limit, Instant now);

    /**
     * Stores records; none of them where one is refused. One that is there already, by its key or name, is left as it is
     * there. Rows keep their ids; cells get new versions. A call that fails otherwise may have stored some, and may be
     * repeated.
     *
     * @return how many were not there before; {@code Rejected} where a row's id belongs to a row with another key, or an id is
     *     none that a row may have ({@link Outbox#LARGEST_ID})
     */
    CompletionStage<Outcome<Long>> restore(List<StateRecord> records, Instant now);
}
