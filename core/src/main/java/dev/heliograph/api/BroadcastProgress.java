// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.model.Stable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a broadcast has come, earlier runs of the same job included.
 *
 * @param job its name
 * @param state where it is
 * @param total its messages so far; all of them once {@code complete}
 * @param complete whether the whole audience was read
 * @param sent messages that Telegram has
 * @param failed messages that were not sent; those that an earlier run passed over among them
 * @param skipped messages whose recipients this run passed over
 * @param unknown messages that may have been sent
 * @param perSecond ends a second of this run
 * @param estimatedEnd when it will be done at this rate, or null
 */
@Stable
public record BroadcastProgress(
        String job,
        BroadcastState state,
        long total,
        boolean complete,
        long sent,
        long failed,
        long skipped,
        long unknown,
        double perSecond,
        @Nullable Instant estimatedEnd) {
    /** Messages that have their end. */
    public long settled() {
        return sent + failed + skipped + unknown;
    }
}
