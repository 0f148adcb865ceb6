// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.engine.RowEnd;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.Stable;
import dev.heliograph.spi.state.OutboxRow;
import org.jspecify.annotations.Nullable;

/**
 * What became of one message of a broadcast.
 *
 * @param line its place in the job, from 1
 * @param chat the chat as the message named it
 * @param status its end, or null where it has none yet
 * @param messageId the final id of a success, else 0
 * @param attempts requests made for it
 * @param reason a stable word; OK for a success, empty where it has no end yet
 * @param session who sent it or tried to last, or empty
 */
@Stable
public record RecipientResult(
        long line,
        String chat,
        @Nullable SendStatus status,
        long messageId,
        int attempts,
        String reason,
        String session) {
    static RecipientResult of(OutboxRow row) {
        RowEnd end = RowEnd.of(row);
        return new RecipientResult(
                row.draft().line(),
                row.draft().chat(),
                end.status(),
                row.messageId(),
                row.attempts(),
                end.reason(),
                row.session());
    }
}
