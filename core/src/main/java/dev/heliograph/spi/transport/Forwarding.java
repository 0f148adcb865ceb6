// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.transport;

import dev.heliograph.model.Implementable;
import dev.heliograph.model.MessageRef;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SentMessage;
import java.util.concurrent.CompletionStage;

/** The facet of a link that forwards: {@link Feature#FORWARDING}. */
@Implementable
public interface Forwarding {
    /**
     * Forwards one message.
     *
     * @param peer where to
     * @param message which
     * @param silent without a sound
     * @param randomId as in {@link SendRequest}
     */
    CompletionStage<Outcome<SentMessage>> forward(Peer peer, MessageRef message, boolean silent, long randomId);
}
