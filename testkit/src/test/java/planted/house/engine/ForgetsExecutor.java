// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Planted: each class runs on the common pool. */
final class ForgetsExecutor {

    static final class Runs {
        Object planted(CompletableFuture<String> stage, Executor lent) {
            return CompletableFuture.runAsync(() -> {});
        }
    }

    static final class Supplies {
        Object planted(CompletableFuture<String> stage, Executor lent) {
            return CompletableFuture.supplyAsync(() -> "x");
        }
    }

    static final class Goes {
        Object planted(CompletableFuture<String> stage, Executor lent) {
            return stage.thenApplyAsync(text -> text);
        }
    }

    static final class Refers {
        Function<Runnable, CompletableFuture<Void>> planted() {
            return CompletableFuture::runAsync;
        }
    }
}
