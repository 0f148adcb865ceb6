// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.Peer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended.
 *
 * @param outcome the last answer
 * @param reason a stable word where the engine ended it rather than the server, or null
 * @param retryAfter when another attempt makes sense, or null
 * @param peer the chat as it was known at the end
 */
record Ending<T>(
        Outcome<T> outcome,
        @Nullable String reason,
        @Nullable Duration retryAfter,
        Peer peer) {
    /** The same for a call of which an earlier answer was lost. */
    Ending<T> unsure() {
        Failure failure = outcome.failure();
        String last = failure == null ? "" : "; the last one was: " + failure.reason();
        return new Ending<>(Outcome.failed(new Failure.Ambiguous("an answer was lost" + last)), null, null, peer);
    }
}
