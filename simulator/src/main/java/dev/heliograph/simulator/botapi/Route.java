// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import java.util.concurrent.CompletionStage;

/** Answers the requests below one path, beside the Bot API: at once, without faults. May be called from any thread. */
@FunctionalInterface
public interface Route {
    /** The answer to a request. */
    CompletionStage<BotApiResponse> answer(BotApiRequest request);
}
