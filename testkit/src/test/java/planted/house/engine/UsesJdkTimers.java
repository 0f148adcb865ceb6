// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Planted: each class lets the JDK keep time. */
final class UsesJdkTimers {

    static final class Gives {
        Object planted(CompletableFuture<String> stage, Executor lent) {
            return stage.orTimeout(1, TimeUnit.SECONDS);
        }
    }

    static final class Completes {
        Object planted(CompletableFuture<String> stage, Executor lent) {
            return stage.completeOnTimeout("late", 1, TimeUnit.SECONDS);
        }
    }

    static final class Delays {
        Object planted(CompletableFuture<String> stage, Executor lent) {
            return CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS, lent);
        }
    }
}
