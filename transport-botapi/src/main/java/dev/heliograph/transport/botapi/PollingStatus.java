// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.model.SessionName;
import dev.heliograph.model.Stable;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The facet of a Bot API transport that tells how the sessions receive. May be used from any thread. */
public interface PollingStatus {
    /** What was counted for that session since its link was made, or nothing where there is no such session. */
    Optional<Snapshot> of(SessionName session);

    /**
     * Counts of one session. All numbers only grow, but for {@code inHand}.
     *
     * @param polls how often the server was asked for updates
     * @param updates how many updates came in, repetitions apart
     * @param malformed how many of them could not be read, and were confirmed all the same
     * @param conflicts how often the server said that somebody else asks, or that a webhook is set
     * @param failures polls that failed otherwise
     * @param restarts how often polling had fallen silent and was begun anew
     * @param inHand updates that were handed over and are not handled
     * @param lastUpdateAt when the last update came, or null
     */
    @Stable
    record Snapshot(
            long polls,
            long updates,
            long malformed,
            long conflicts,
            long failures,
            long restarts,
            int inHand,
            @Nullable Instant lastUpdateAt) {}
}
