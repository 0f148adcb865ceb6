// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.time;

import dev.heliograph.model.Implementable;

/** Strands by key: tasks of one key run one after the other, in the order in which they came; those of others beside them. */
@Implementable
@FunctionalInterface
public interface KeyedStrands {
    /** Runs the task in its turn among those of that key; one that comes after the end of the timeline is dropped. */
    void execute(long key, Runnable task);
}
