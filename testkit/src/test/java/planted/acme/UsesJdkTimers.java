// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.acme;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Planted. */
final class UsesJdkTimers {
    CompletableFuture<String> planted = new CompletableFuture<String>().orTimeout(1, TimeUnit.SECONDS);
}
