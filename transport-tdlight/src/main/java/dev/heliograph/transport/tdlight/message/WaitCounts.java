// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import dev.heliograph.transport.tdlight.facet.HiddenWaits;
import java.time.Duration;

/** Counts hidden waits on the strand; may be read from any thread. */
final class WaitCounts implements HiddenWaits {
    private volatile Numbers numbers = new Numbers(0, 0, 0, Duration.ZERO, Duration.ZERO);

    @Override
    public Numbers numbers() {
        return numbers;
    }

    void noticed() {
        Numbers was = numbers;
        numbers = new Numbers(was.noticed() + 1, was.now() + 1, was.withdrawn(), was.longest(), was.sum());
    }

    /** One that was noticed is unsent no more. */
    void ended(Duration unsent) {
        Numbers was = numbers;
        Duration longest = unsent.compareTo(was.longest()) > 0 ? unsent : was.longest();
        numbers = new Numbers(
                was.noticed(),
                was.now() - 1,
                was.withdrawn(),
                longest,
                was.sum().plus(unsent));
    }

    void withdrawn() {
        Numbers was = numbers;
        numbers = new Numbers(was.noticed(), was.now(), was.withdrawn() + 1, was.longest(), was.sum());
    }
}
