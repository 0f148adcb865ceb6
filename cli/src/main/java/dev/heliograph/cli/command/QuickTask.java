// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.cli.render.Console;

/** A command that needs no configuration, so that nothing else is loaded for it. */
public interface QuickTask {
    /**
     * Does the work.
     *
     * @param console the streams
     * @param json whether to answer with a JSON document
     * @return the exit code
     */
    int run(Console console, boolean json);
}
