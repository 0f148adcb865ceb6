// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.api.TelegramClient;
import dev.heliograph.model.Failure;
import dev.heliograph.model.FailureException;
import java.util.function.Supplier;

/** Connects the session that a command uses. */
final class Connecting {
    private Connecting() {}

    /**
     * Connects, then does the work.
     *
     * @throws FailureException where the session cannot be connected
     */
    static <T> T then(TelegramClient client, Supplier<T> work) {
        Failure failure = client.connect().join().failure();
        if (failure != null) {
            throw new FailureException(failure);
        }
        return work.get();
    }
}
