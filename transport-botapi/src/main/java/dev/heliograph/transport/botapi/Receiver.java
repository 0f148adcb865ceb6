// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Failure;
import dev.heliograph.spi.transport.Receiving;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** How a session gets its updates: by polling, by a webhook, or not at all. May be used from any thread. */
interface Receiver extends Receiving {
    /** Gets nothing. */
    Receiver NONE = new Receiver() {
        @Override
        public void receive(boolean wanted) {}

        @Override
        public CompletionStage<Optional<Failure>> connected(long self) {
            return CompletableFuture.completedFuture(Optional.empty());
        }

        @Override
        public CompletionStage<Void> disconnected() {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public String toString() {
            return "Receiver[NONE]";
        }
    };

    /** The receiver that the settings ask for. */
    static Receiver of(BotApiSettings settings, Reception reception, PollCounts counts, ClientConfig config) {
        return switch (settings.updates()) {
            case POLL -> new Poller(reception, counts);
            case WEBHOOK ->
                new WebhookReceiver(
                        reception,
                        counts,
                        settings.webhookUrl(config.sessionName()),
                        settings.webhookSecret(),
                        config.timeout());
            case NONE -> NONE;
        };
    }

    /** The session has signed in as that account; what it is answered with keeps it from being connected. */
    CompletionStage<Optional<Failure>> connected(long self);

    /** The connection is given up; completes once the server knows what is handled, or cannot be told. */
    CompletionStage<Void> disconnected();
}
