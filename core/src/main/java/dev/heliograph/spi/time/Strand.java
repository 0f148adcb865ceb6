// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.time;

import dev.heliograph.model.Implementable;
import java.time.Duration;
import java.util.concurrent.Executor;

/** Runs tasks one after the other, in the order in which they came, never two at once. */
@Implementable
public interface Strand extends Executor {
    /** Runs the task here once the delay is over; a delay of 0 or less means as soon as possible. */
    Alarm after(Duration delay, Runnable task);
}
