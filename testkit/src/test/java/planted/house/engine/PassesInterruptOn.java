// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.engine;

import java.util.concurrent.Executor;

/** Clean: asking a thread and passing an interrupt on. */
final class PassesInterruptOn {
    void stop(Executor lent) {
        Thread.currentThread().interrupt();
        lent.execute(() -> {});
    }
}
