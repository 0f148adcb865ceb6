// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.state;

import dev.heliograph.model.Stable;
import java.time.Instant;

/**
 * A row of the outbox.
 *
 * @param id its id
 * @param draft what was stored
 * @param state where it is
 * @param session the session of the latest attempt, or empty
 * @param randomId the number of its attempts, or 0 before the first
 * @param attempts requests made for it
 * @param messageId the final id where SENT, else 0
 * @param reason a stable word for its end, or empty
 * @param changedAt when it came into this state
 */
@Stable
public record OutboxRow(
        long id,
        OutboxDraft draft,
        OutboxState state,
        String session,
        long randomId,
        int attempts,
        long messageId,
        String reason,
        Instant changedAt) {}
