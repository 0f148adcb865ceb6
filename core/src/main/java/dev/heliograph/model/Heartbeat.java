// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the process that has a session said of it last, in the state that it shares with others.
 *
 * @param node the name of that process
 * @param at when it said so, by its own clock
 * @param every how often it says so
 * @param health how the session was; its state is CLOSED where the process ended in order
 * @param queueDepth calls that waited, those in flight included
 * @param speed the share of the configured speed that floods left, above 0 to 1
 * @param lastActivity when the server last answered, or null
 * @param account the account, or null before the first sign-in
 * @param gates what Telegram had closed, and until when
 * @param learned limits that Telegram was found to grant less of than is configured, as {@code session/0 14.7/s burst 9}
 */
@Stable
public record Heartbeat(
        String node,
        Instant at,
        Duration every,
        SessionHealth health,
        int queueDepth,
        double speed,
        @Nullable Instant lastActivity,
        @Nullable AccountId account,
        List<Explanation.Hold> gates,
        List<String> learned) {
    /** How many of them in a row may be missed before a process counts as hung. */
    private static final int MISSED = 3;

    /** Copies the lists. */
    public Heartbeat {
        gates = List.copyOf(gates);
        learned = List.copyOf(learned);
    }

    /** Where the session was in its life. */
    public SessionState state() {
        return health.state();
    }

    /** Whether a process had the session, and did not end in order since. */
    public boolean isServed() {
        return state() != SessionState.CLOSED && state() != SessionState.DISCONNECTED;
    }

    /**
     * Whether the process should have said something since: it hangs, is cut off from the state, or was killed. Clocks of two
     * machines may differ by seconds.
     */
    public boolean isStale(Instant now) {
        return isServed() && Duration.between(at, now).compareTo(every.multipliedBy(MISSED)) > 0;
    }
}
