// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import java.time.Duration;

/**
 * Rule for which chats would end later than everything else if they waited. A chat's slack is the time that the account needs for all
 * that waits, less the time that the chat needs for its own rest under its own limits: where it is used up, each further wait
 * makes the whole work longer. Messages to groups fall under a limit of all groups together as well, which has a slack of its
 * own, and where that is used up the slack of a group is counted against it.
 *
 * @param session what the account needs for all that waits, in nanoseconds
 * @param groups what the limits of all groups together need for what waits for groups, in nanoseconds
 */
record Criticality(long session, long groups) {
    /** What dispatching costs beyond what limits say: a permit is not used at the moment at which it is free. */
    private static final long MARGIN = Duration.ofMillis(500).toNanos();

    /** One in so many parts of a chat's time is added to it, for the same reason. */
    private static final int PART = 25;

    /** Whether a chat of that domain, which needs so long for its own rest, has no slack left. */
    boolean holds(Domain domain, long rest) {
        if (isCritical(rest, session)) {
            return true;
        }
        return domain == Domain.GROUP && isCritical(groups, session) && isCritical(rest, groups);
    }

    private static boolean isCritical(long rest, long of) {
        return rest + rest / PART + MARGIN >= of;
    }
}
