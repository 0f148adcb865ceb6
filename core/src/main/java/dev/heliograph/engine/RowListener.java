// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Implementable;
import dev.heliograph.model.SendResult;
import dev.heliograph.spi.state.OutboxRow;
import org.jspecify.annotations.Nullable;

/** Is told of the end of the rows of a job. Called on the strand of the pump. */
@Implementable
@FunctionalInterface
public interface RowListener {
    /** The row is settled, and stored as such. */
    void settled(OutboxRow row, SendResult result);

    /**
     * The reason why a row for that chat that was stored is not to be sent any more, or null; asked before it enters a lane, by
     * what the message calls the chat and by its id. From any thread.
     */
    default @Nullable String passesOver(String chat) {
        return null;
    }

    /** No session could take rows that were claimed; told again while that is so, less and less often. */
    default void stranded() {}

    /** The pump has stopped for good: nothing more is told. */
    default void stopped() {}
}
