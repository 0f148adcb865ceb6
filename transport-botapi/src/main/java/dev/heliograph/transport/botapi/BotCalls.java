// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import tools.jackson.databind.node.ObjectNode;

/** What the receiving side needs of the Bot API: a call, and all that its answer says. */
@FunctionalInterface
interface BotCalls {
    /**
     * Calls a method; the stage never completes exceptionally but for bugs.
     *
     * @param timeout to the last byte of the answer
     */
    CompletionStage<Verdict> call(String method, ObjectNode params, Duration timeout);
}
