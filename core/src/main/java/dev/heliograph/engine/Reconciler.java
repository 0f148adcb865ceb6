// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Failure;
import dev.heliograph.model.HistoryPage;
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
            case RECONCILE -> canTell(core, message) ? look(core, peer, message, startedAt) : null;
        };
    }

    /** Only a text of now can be told by reading: files look alike, and what is scheduled does not stand there yet. */
    private static boolean canTell(SessionCore core, OutgoingMessage message) {
        return core.link().facet(History.class).isPresent() && message.media() == null && message.schedule() == null;
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
        core.intake().submit(peer, LinkCall.history(core, query, ending -> {
            HistoryPage page = ending.outcome().value();
            if (page == null) {
                answer.complete(unknown("the chat could not be read"));
                return;
            }
            answer.complete(judged(page, message, since, core.lastSent(peer)));
        }));
        return answer;
    }

    private static Outcome<SentMessage> judged(
            HistoryPage page, OutgoingMessage message, Instant since, long lastKnown) {
        boolean reachesBack = !page.hasMore();
        for (Message found : page.messages()) {
            boolean isNew = !found.date().isBefore(since) && found.messageId() > lastKnown;
            reachesBack |= !isNew;
            if (isNew
                    && found.outgoing()
                    && found.text().text().equals(message.text().text())) {
                return Outcome.done(new SentMessage(found.chatId(), found.messageId(), found.date()));
            }
        }
        return reachesBack
                ? Outcome.failed(
                        new Failure.Unavailable(Failure.Origin.NETWORK, "the message does not stand in the chat"))
                : unknown("the chat was written to faster than it can be read");
    }

    private static Outcome<SentMessage> unknown(String reason) {
        return Outcome.failed(new Failure.Ambiguous(reason));
    }
}
