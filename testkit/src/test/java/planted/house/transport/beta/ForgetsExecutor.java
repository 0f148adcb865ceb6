// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.transport.beta;

import java.util.concurrent.CompletionStage;

/** Planted: an adapter on the common pool. */
final class ForgetsExecutor {
    CompletionStage<String> planted(CompletionStage<String> stage) {
        return stage.thenApplyAsync(text -> text);
    }
}
