// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Failure;
import dev.heliograph.model.HistoryQuery;
import dev.heliograph.model.Message;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SentMessage;
import dev.heliograph.spi.transport.History;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Finds out whether a message whose answer was lost stands in its chat. */
final class Reconciler {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** The server's dates are of whole seconds and its clock is not ours. */
    private static final Duration CLOCKS = Duration.ofSeconds(30);

    private static final int LATEST = 20;

    private Reconciler() {}

    /** By the caller's rule; null = it stays unknown. */
    static @Nullable CompletionStage<Outcome<SentMessage>> settle(
            SessionCore core, Peer peer, OutgoingMessage message, long startedAt) {
        return switch (message.whenUnsure()) {
            case HOLD -> null;
            case RESEND ->
                CompletableFuture.completedStage(Outcome.failed(new Failure.Unavailable(
                        Failure.Origin.NETWORK, "the answer was lost; sent again as asked for")));
            case RECONCILE ->
                core.link().facet(History.class).isPresent() ? look(core, peer, message, startedAt) : null;
        };
    }

    private static CompletionStage<Outcome<SentMessage>> look(
            SessionCore core, Peer peer, OutgoingMessage message, long startedAt) {
        CompletableFuture<Outcome<SentMessage>> answer = new CompletableFuture<>();
        Instant since = core.timeline()
                .instant()
                .minusNanos(core.timeline().nanos() - startedAt)
                .minus(CLOCKS);
        core.strand().after(PATIENCE, () -> answer.complete(unknown("the chat could not be read in time")));
        HistoryQuery query = HistoryQuery.of(peer).withLimit(LATEST);
        core.history(query, ending -> {
            var page = ending.outcome().value();
            if (page == null) {
                answer.complete(unknown("the chat could not be read"));
                return;
            }
            for (Message found : page.messages()) {
                if (found.outgoing()
                        && !found.date().isBefore(since)
                        && found.text().text().equals(message.text().text())) {
                    answer.complete(Outcome.done(new SentMessage(found.chatId(), found.messageId(), found.date())));
                    return;
                }
            }
            answer.complete(Outcome.failed(
                    new Failure.Unavailable(Failure.Origin.NETWORK, "the message does not stand in the chat")));
        });
        return answer;
    }

    private static Outcome<SentMessage> unknown(String reason) {
        return Outcome.failed(new Failure.Ambiguous(reason));
    }
}
