// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SentMessage;
import dev.heliograph.spi.transport.SendRequest;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import tools.jackson.databind.JsonNode;

/**
 * What one signed-in client does with messages, from the moment it is signed in until it is lost or closed: one of these
 * for every connection of a link.
 *
 * <p>Everything is called on the client's strand, and every stage completes on it. Where the connection stood when it was
 * made it cannot know: whoever makes it hands over the newest {@code updateConnectionState} first.
 */
public final class Messaging {
    private final MessagingParts parts;

    /** Messaging of a client that is signed in; asks nothing yet. */
    public Messaging(MessagingParts parts) {
        this.parts = parts;
    }

    /** The {@code @type}s of the updates that {@link #update} needs. */
    public static Set<String> wanted() {
        return Set.of(
                "updateNewMessage",
                "updateMessageSendSucceeded",
                "updateMessageSendFailed",
                "updateMessageEdited",
                "updateDeleteMessages",
                "updateFile",
                "updateBasicGroup",
                "updateConnectionState",
                "updateServiceNotification");
    }

    /** Takes an update; of other types than {@link #wanted} it takes no notice. */
    public void update(JsonNode update) {}

    /** Sends a message; completes with its final id, once the server has accepted it. */
    public CompletionStage<Outcome<SentMessage>> send(SendRequest request) {
        return CompletableFuture.completedFuture(Outcome.failed(
                new Failure.Unavailable(Failure.Origin.NETWORK, "not ready to send as " + parts.self())));
    }

    /**
     * An ability beyond sending. What it gives belongs to the strand as this does; the question itself may come from any
     * thread, and its answer never changes.
     */
    public <F> Optional<F> facet(Class<F> type) {
        return Optional.empty();
    }

    /** Answers everything that is open, since the connection is over; nothing may be called afterwards. */
    public void end(Failure why) {}
}
