// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.command;

import dev.heliograph.spi.command.CommandContext;
import dev.heliograph.spi.command.CommandProvider;
import java.util.concurrent.CancellationException;

/** Work of a command that waits for people or servers, and can be interrupted meanwhile. */
interface Breakable {
    /**
     * Does it.
     *
     * @throws CancellationException where it was interrupted, with what was left undone; nothing half done is kept
     */
    int run();

    /** The exit code of that work; an interruption is told, unless another owner of the session is the cause. */
    static int code(CommandProvider command, CommandContext context, CommandContext.Custody mine, Breakable work) {
        try {
            return work.run();
        } catch (CancellationException interrupted) {
            mine.check();
            context.tell("heliograph: " + command.typed() + ": interrupted: " + interrupted.getMessage());
            return CommandProvider.INTERRUPTED;
        }
    }
}
