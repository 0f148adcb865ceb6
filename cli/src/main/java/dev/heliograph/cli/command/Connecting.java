// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.api.Heliograph;
import dev.heliograph.api.TelegramClient;
import dev.heliograph.cli.render.Console;
import dev.heliograph.model.Failure;
import dev.heliograph.model.FailureException;
import dev.heliograph.model.Outcome;
import dev.heliograph.spi.transport.SelfInfo;
import java.util.List;
import java.util.function.Supplier;

/** Connects the sessions that a command uses. */
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

    /**
     * Connects all; names those that cannot be.
     *
     * @throws FailureException where none can
     */
    static void any(Heliograph heliograph, Console console) {
        List<Outcome<SelfInfo>> outcomes = heliograph.connect().join();
        Failure last = null;
        for (int i = 0; i < outcomes.size(); i++) {
            Failure failure = outcomes.get(i).failure();
            if (failure != null) {
                last = failure;
                console.err()
                        .println("heliograph: session "
                                + heliograph.clients().get(i).name() + " cannot be connected: "
                                + Ended.by(failure).words());
            }
        }
        if (last != null && outcomes.stream().noneMatch(Outcome::isDone)) {
            throw new FailureException(last);
        }
    }
}
