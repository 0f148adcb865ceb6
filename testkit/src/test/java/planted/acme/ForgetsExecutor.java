// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.acme;

import java.util.concurrent.CompletableFuture;

/** Planted. */
final class ForgetsExecutor {
    CompletableFuture<Void> planted = CompletableFuture.runAsync(() -> {});
}
