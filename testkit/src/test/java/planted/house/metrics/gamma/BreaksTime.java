// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.metrics.gamma;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Planted: every rule about time holds here too. */
final class BreaksTime {
    long clock = System.nanoTime();
    Thread thread = new Thread(() -> {});
    double chance = Math.random();
    CompletableFuture<Void> pooled = CompletableFuture.runAsync(() -> {});
    CompletableFuture<Void> timed = pooled.orTimeout(1, TimeUnit.SECONDS);
}
