// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.transport.beta;

import java.util.concurrent.CompletionStage;

/** Clean: an adapter has no strand. */
final class ContinuesInline {
    CompletionStage<String> clean(CompletionStage<String> stage) {
        return stage.thenApply(text -> text);
    }
}
