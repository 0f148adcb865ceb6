// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Planted: each class goes on wherever the stage was completed. */
final class ContinuesInline {

    static final class Applies {
        Object planted(CompletableFuture<String> stage, Executor lent) {
            return stage.thenApply(text -> text);
        }
    }

    static final class Composes {
        Object planted(CompletableFuture<String> stage, Executor lent) {
            return stage.thenCompose(text -> stage);
        }
    }

    static final class Watches {
        Object planted(CompletableFuture<String> stage, Executor lent) {
            return stage.whenComplete((text, failure) -> {});
        }
    }

    static final class Handles {
        Object planted(CompletableFuture<String> stage, Executor lent) {
            return stage.handle((text, failure) -> text);
        }
    }

    static final class Recovers {
        Object planted(CompletableFuture<String> stage, Executor lent) {
            return stage.exceptionally(failure -> "x");
        }
    }

    static final class OnStage {
        CompletionStage<Void> planted(CompletionStage<String> stage) {
            return stage.thenAccept(text -> {});
        }
    }
}
