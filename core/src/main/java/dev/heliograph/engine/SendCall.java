// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SendResult;
import dev.heliograph.model.SentMessage;
import dev.heliograph.model.TransferProgress;
import dev.heliograph.spi.transport.Link;
import dev.heliograph.spi.transport.SendRequest;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A message that waits to be sent. */
class SendCall extends Call<SentMessage> {
    private static final Logger LOG = LoggerFactory.getLogger(SendCall.class);
    final OutgoingMessage message;
    final long randomId;
    private final SessionCore core;
    private final TransferProgress progress;
    private final Consumer<SendResult> taker;

    SendCall(
            SessionCore core, OutgoingMessage message, Job job, TransferProgress progress, Consumer<SendResult> taker) {
        this(core, message, job, core.newRandomId(), progress, taker);
    }

    SendCall(
            SessionCore core,
            OutgoingMessage message,
            Job job,
            long randomId,
            TransferProgress progress,
            Consumer<SendResult> taker) {
        super(message.trafficClass(), job, core.timeline().nanos(), deadline(core, message.patience()));
        this.core = core;
        this.message = message;
        this.randomId = randomId;
        this.progress = progress;
        this.taker = taker;
    }

    @Override
    Domain domain(Peer peer) {
        return Domain.ofSend(peer);
    }

    @Override
    CompletionStage<Outcome<SentMessage>> start(Link link, Peer peer) {
        return link.send(new SendRequest(peer, message, randomId, this::progressed));
    }

    private void progressed(long bytes, long total) {
        progressedAt = core.timeline().nanos();
        core.callbacks().execute(() -> {
            Throwable thrown = Guarded.run(() -> progress.transferred(bytes, total));
            if (thrown != null) {
                core.tally().handlerFailed();
                Guarded.log(LOG, thrown).log("a listener of an upload failed; the upload goes on");
            }
        });
    }

    @Override
    boolean isUpload() {
        return message.media() != null;
    }

    @Override
    long floodPatience() {
        return core.config().floodSleepThreshold().toNanos();
    }

    @Override
    @Nullable
    CompletionStage<Outcome<SentMessage>> settle(SessionCore session, Peer peer, long startedAt) {
        return Reconciler.settle(session, peer, message, startedAt);
    }

    /** Whether that end is one for the statistics. */
    boolean counts(SendResult result) {
        return true;
    }

    String sessionName() {
        return core.config().sessionName().value();
    }

    /** Ends it before it came into a lane. */
    void refuse(SendResult refusal) {
        told(refusal, Duration.ZERO);
    }

    @Override
    final void end(Ending<SentMessage> ending) {
        concluded(ending);
    }

    /** Tells how it ended. */
    SendResult concluded(Ending<SentMessage> ending) {
        SentMessage sent = ending.outcome().value();
        SendResult result = Results.of(
                this, "sent to " + message.peer(), ending, core.config().sessionName(), core.intake()::chatId);
        if (sent != null && sent.messageId() != 0) {
            core.sent(ending.peer(), sent.messageId());
        } else if (sent != null && message.schedule() != null) {
            result = result.keptUntil(sent.date());
        }
        told(result, Duration.ofNanos(core.timeline().nanos() - queuedAt));
        return result;
    }

    SessionCore session() {
        return core;
    }

    private void told(SendResult result, Duration took) {
        if (counts(result)) {
            core.tally().ended(result, trafficClass, took);
        }
        taker.accept(result);
    }

    private static long deadline(SessionCore core, @Nullable Duration patience) {
        return patience == null ? NEVER : core.timeline().nanos() + patience.toNanos();
    }
}
