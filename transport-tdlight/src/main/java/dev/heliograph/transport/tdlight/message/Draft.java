// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import dev.heliograph.model.Outcome;
import dev.heliograph.model.TransferProgress;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something that is to be sent to a chat.
 *
 * @param chat where to
 * @param recognizable whether it can be told by its text that it stands in the chat
 * @param deadline how long it may wait for its turn, or null for as long as it takes
 * @param patience how long it may stay unsent while nothing moves
 * @param progress is told how far its files have gone up
 * @param preparation what has to be done before TDLib is asked
 */
record Draft(
        long chat,
        boolean recognizable,
        @Nullable Duration deadline,
        Duration patience,
        TransferProgress progress,
        Preparation preparation) {
    /** Readies it when its turn has come, and no earlier: files may be large, and messages that it answers may go. */
    @FunctionalInterface
    interface Preparation {
        /** Answers once, on the strand. */
        void ready(Consumer<Outcome<Ready>> then);
    }

    /**
     * What TDLib is to be asked.
     *
     * @param request which is answered with a message or with messages
     * @param cargo the files in it
     */
    record Ready(ObjectNode request, Cargo cargo) {}
}
