// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import java.time.Instant;
import java.util.List;

/**
 * What would hold a message that is sent now.
 *
 * @param session the session that would send it
 * @param peer the chat
 * @param holds what holds it, the longest first; empty where it would leave at once
 * @param earliest when it could leave, as far as it is known
 */
@Stable
public record Explanation(SessionName session, Peer peer, List<Hold> holds, Instant earliest) {
    /** Copies the list. */
    public Explanation {
        holds = List.copyOf(holds);
    }

    /**
     * One reason to wait.
     *
     * @param what in words
     * @param until when it ends, as far as it is known
     */
    @Stable
    public record Hold(String what, Instant until) {}
}
