// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.time;

import dev.heliograph.model.Implementable;
import java.time.Duration;
import java.util.concurrent.Executor;

/** Runs tasks one after the other, in the order in which they came, never two at once. */
@Implementable
public interface Strand extends Executor {
    /**
     * Runs the task in its turn, and says whether it will.
     *
     * @return false once the timeline has ended: the task never runs, and whoever waits for it must be told otherwise
     */
    default boolean offer(Runnable task) {
        execute(task);
        return true;
    }

    /** Runs the task in its turn; one that comes after the end of the timeline is dropped. */
    @Override
    void execute(Runnable task);

    /** Runs the task here once the delay is over; a delay of 0 or less means as soon as possible. */
    Alarm after(Duration delay, Runnable task);
}
