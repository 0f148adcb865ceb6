// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.time;

import dev.heliograph.model.Implementable;

/** A task that waits for its time. */
@Implementable
@FunctionalInterface
public interface Alarm {
    /** Keeps it from running, where it has not begun; true if it will not run. */
    boolean cancel();
}
