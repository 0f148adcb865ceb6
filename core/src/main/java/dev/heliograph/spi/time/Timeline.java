// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.time;

import dev.heliograph.model.Implementable;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/** The one source of time and chance of a fleet: real, or virtual and repeatable. */
@Implementable
public interface Timeline extends InstantSource {
    /** Nanoseconds that only ever grow, of an arbitrary origin: for measuring spans. */
    long nanos();

    /** A serial executor for work that never blocks. */
    Strand strand(String name);

    /** A serial executor for the code of users, which may block. */
    Strand blockingStrand(String name);

    /**
     * Strands for the code of users, one for each key, made at its first task and forgotten after its last. What blocks holds
     * up its own key only, where the timeline has threads for that.
     */
    default KeyedStrands blockingStrands(String name) {
        Strand one = blockingStrand(name);
        return (key, task) -> one.execute(task);
    }

    /** Runs each task on a thread of its own, where the code of users may block; in virtual time on the one queue. */
    Executor blocking();

    /** A generator of its own for that name: the same name draws the same numbers where the timeline is seeded. */
    RandomGenerator chance(String name);
}
