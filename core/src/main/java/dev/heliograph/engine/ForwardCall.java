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
import dev.heliograph.spi.transport.Forwarding;
import dev.heliograph.spi.transport.Link;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A message that waits to be forwarded; it keeps its place among the messages to that chat. */
final class ForwardCall extends Call<SentMessage> {
    private final SessionCore core;
    private final Peer peer;
    private final MessageRef message;
    private final long randomId;
    private final Consumer<SendResult> taker;

    ForwardCall(SessionCore core, Peer peer, MessageRef message, Consumer<SendResult> taker) {
        super(TrafficClass.NORMAL, Job.NONE, core.timeline().nanos(), NEVER);
        this.core = core;
        this.peer = peer;
        this.message = message;
        this.randomId = core.newRandomId();
        this.taker = taker;
    }

    @Override
    Domain domain(Peer peer) {
        return Domain.ofSend(peer);
    }

    @Override
    CompletionStage<Outcome<SentMessage>> start(Link link, Peer present) {
        return link.facet(Forwarding.class)
                .map(forwarding -> forwarding.forward(present, message, false, randomId))
                .orElseGet(
                        () -> CompletableFuture.completedStage(Outcome.failed(new Failure.Unsupported("forwarding"))));
    }

    @Override
    long floodPatience() {
        return core.config().floodSleepThreshold().toNanos();
    }

    @Override
    void end(Ending<SentMessage> ending) {
        SendResult result =
                Results.of(this, "forwarded to " + peer, ending, core.config().sessionName(), core.intake()::chatId);
        core.tally()
                .ended(result, trafficClass, Duration.ofNanos(core.timeline().nanos() - queuedAt));
        taker.accept(result);
    }
}
