// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import java.util.List;

/**
 * Whether a session can be relied upon, judged by what it did lately.
 *
 * @param session its name
 * @param healthy whether it can
 * @param state where it is in its life
 * @param score 0 to 100
 * @param reasons what lowers the score, for people
 */
@Stable
public record SessionHealth(SessionName session, boolean healthy, SessionState state, int score, List<String> reasons) {
    /** Copies the list. */
    public SessionHealth {
        reasons = List.copyOf(reasons);
    }
}
