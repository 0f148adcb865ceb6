// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Failure;
import dev.heliograph.model.MessageRef;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SendResult;
import dev.heliograph.model.SentMessage;
import dev.heliograph.model.TrafficClass;
import dev.heliograph.model.text.FormattedText;
import dev.heliograph.spi.transport.Editing;
import dev.heliograph.spi.transport.Link;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A new text for a message; it keeps its place among the messages to that chat. */
final class EditCall extends Call<SentMessage> {
    private final SessionCore core;
    private final long messageId;
    private final FormattedText text;
    private final boolean linkPreview;
    private final Consumer<SendResult> taker;

    EditCall(SessionCore core, long messageId, FormattedText text, boolean linkPreview, Consumer<SendResult> taker) {
        super(TrafficClass.EDIT, Job.NONE, core.timeline().nanos(), NEVER);
        this.core = core;
        this.messageId = messageId;
        this.text = text;
        this.linkPreview = linkPreview;
        this.taker = taker;
    }

    @Override
    Domain domain(Peer peer) {
        return Domain.EDIT;
    }

    @Override
    CompletionStage<Outcome<SentMessage>> start(Link link, Peer peer) {
        return link.facet(Editing.class)
                .map(editing -> editing.edit(new MessageRef(core.intake().chatId(peer), messageId), text, linkPreview))
                .orElseGet(() -> CompletableFuture.completedStage(Outcome.failed(new Failure.Unsupported("editing"))));
    }

    @Override
    boolean isRepeatable() {
        return true;
    }

    @Override
    long floodPatience() {
        return core.config().floodSleepThreshold().toNanos();
    }

    @Override
    void end(Ending<SentMessage> ending) {
        taker.accept(Results.of(
                this, "edited in " + ending.peer(), ending, core.config().sessionName(), core.intake()::chatId));
    }
}
