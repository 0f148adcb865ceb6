// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Clean: the Async form with an executor. */
final class ContinuesOnStrand {

    static final class Applies {
        Object planted(CompletableFuture<String> stage, Executor lent) {
            return stage.thenApplyAsync(text -> text, lent);
        }
    }

    static final class Runs {
        Object planted(CompletableFuture<String> stage, Executor lent) {
            return CompletableFuture.runAsync(() -> {}, lent);
        }
    }

    static final class Made {
        Object planted(CompletableFuture<String> stage, Executor lent) {
            return CompletableFuture.completedFuture("x");
        }
    }
}
