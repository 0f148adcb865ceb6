// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import java.io.IOException;

/** A command that works with what was configured. */
public interface Task {
    /**
     * Does the work.
     *
     * @param place what it works with
     * @return the exit code
     * @throws IOException where a file cannot be read or written
     */
    int run(Workplace place) throws IOException;

    /**
     * Whether what it prints is what it was asked for, so that it failed where that was lost. A service only tells how it is, and
     * goes on without readers.
     */
    default boolean printsItsResult() {
        return true;
    }
}
