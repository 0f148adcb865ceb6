// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.facet;

import dev.heliograph.model.Implementable;
import dev.heliograph.model.Stable;
import java.time.Duration;

/**
 * The facet of a link that tells how often TDLib kept a message back without a word: it waits out floods of up to 60 s (bots:
 * 8 s) by itself, and errors of the server likewise.
 */
@Implementable
@FunctionalInterface
public interface HiddenWaits {
    /** As it is now, counted since its connection was made. */
    Numbers numbers();

    /**
     * What was counted.
     *
     * @param noticed messages that stayed unsent for long although the connection was there
     * @param now those of them that are still unsent
     * @param withdrawn those that were taken back since they were unsent for too long
     * @param longest how long a message that ended was unsent at most
     * @param sum how long all messages that ended were unsent, of those that were noticed
     */
    @Stable
    record Numbers(long noticed, int now, long withdrawn, Duration longest, Duration sum) {}
}
