// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.transport;

import dev.heliograph.model.Implementable;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SentMessage;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** One session's connection. It makes no attempts of its own: every retry is the engine's. */
@Implementable
public interface Link {
    /** Connects and signs in; may be called again after a disconnection. Completes with the account. */
    CompletionStage<Outcome<SelfInfo>> connect();

    /** Breaks the connection; pending calls complete as unavailable or ambiguous. Never fails. */
    CompletionStage<Void> disconnect();

    /** Sends one message. Completes with the final id, once the server has accepted it. */
    CompletionStage<Outcome<SentMessage>> send(SendRequest request);

    /** An optional ability; present exactly where {@link Capabilities} declares its feature, {@link Receiving} apart. */
    <F> Optional<F> facet(Class<F> type);
}
