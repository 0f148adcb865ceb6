// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.state;

import dev.heliograph.model.Stable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The end of an attempt.
 *
 * @param id the row
 * @param state SENT, FAILED or UNKNOWN; or QUEUED to be tried again by anybody, CLAIMED by its claimant
 * @param messageId the final id where SENT, else 0
 * @param reason a stable word such as USER_IS_BLOCKED; not kept for QUEUED, which is no end
 * @param attempts requests made for it so far
 * @param dueAt for QUEUED: not before, null for at once; else null
 */
@Stable
public record Settlement(
        long id,
        OutboxState state,
        long messageId,
        String reason,
        int attempts,
        @Nullable Instant dueAt) {}
