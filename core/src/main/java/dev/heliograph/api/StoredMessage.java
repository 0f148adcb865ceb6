// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.engine.RowEnd;
import dev.heliograph.engine.SingleRows;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.SessionName;
import dev.heliograph.model.Stable;
import dev.heliograph.spi.state.OutboxRow;
import dev.heliograph.spi.state.OutboxState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Message in the outbox of a session, as it stands in the store.
 *
 * @param session whose outbox it is in
 * @param id its number there, from 1
 * @param key what tells it from others, as given or made
 * @param chat the chat as the message names it
 * @param state where it is
 * @param due not to be sent before
 * @param changed when it came into its state
 * @param status its end, or null where it has none yet
 * @param reason a stable word; OK for a success, empty where it has no end yet
 * @param messageId the final id of a success, else 0
 * @param attempts requests made for it
 * @param message what it says, or null where this version cannot read it
 */
@Stable
public record StoredMessage(
        SessionName session,
        long id,
        String key,
        String chat,
        OutboxState state,
        Instant due,
        Instant changed,
        @Nullable SendStatus status,
        String reason,
        long messageId,
        int attempts,
        @Nullable OutgoingMessage message) {
    static StoredMessage of(SessionName session, OutboxRow row) {
        RowEnd end = RowEnd.of(row);
        return new StoredMessage(
                session,
                row.id(),
                row.draft().key(),
                row.draft().chat(),
                row.state(),
                row.draft().dueAt(),
                row.changedAt(),
                end.status(),
                end.reason(),
                row.messageId(),
                row.attempts(),
                SingleRows.message(row));
    }
}
