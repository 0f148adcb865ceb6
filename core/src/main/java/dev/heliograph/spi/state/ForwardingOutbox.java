// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.state;

import dev.heliograph.model.Implementable;
import dev.heliograph.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The outbox of another store, unchanged; extend it to change some calls and keep those that are added later. */
@Implementable
public class ForwardingOutbox implements Outbox {
    private final Outbox target;

    /** Hands every call to the target. */
    protected ForwardingOutbox(Outbox target) {
        this.target = target;
    }

    @Override
    public CompletionStage<Outcome<List<Appended>>> append(String queue, List<OutboxDraft> drafts, Instant now) {
        return target.append(queue, drafts, now);
    }

    @Override
    public CompletionStage<Outcome<List<OutboxRow>>> claim(String queue, Claimant claimant, int limit, Instant now) {
        return target.claim(queue, claimant, limit, now);
    }

    @Override
    public CompletionStage<Outcome<List<ChatBacklog>>> longest(String queue, int limit) {
        return target.longest(queue, limit);
    }

    @Override
    public CompletionStage<Outcome<List<OutboxRow>>> claimOf(
            String queue, Claimant claimant, List<String> chats, Instant now) {
        return target.claimOf(queue, claimant, chats, now);
    }

    @Override
    public CompletionStage<Outcome<List<Long>>> sending(
            String queue, Claimant claimant, List<Intent> intents, Instant now) {
        return target.sending(queue, claimant, intents, now);
    }

    @Override
    public CompletionStage<Outcome<List<Long>>> settle(
            String queue, Claimant claimant, List<Settlement> settlements, Instant now) {
        return target.settle(queue, claimant, settlements, now);
    }

    @Override
    public CompletionStage<Outcome<List<OutboxRow>>> recover(String queue, Claimant claimant, Instant now) {
        return target.recover(queue, claimant, now);
    }

    @Override
    public CompletionStage<Outcome<Instant>> nextDue(String queue, Instant now) {
        return target.nextDue(queue, now);
    }

    @Override
    public CompletionStage<Outcome<List<OutboxRow>>> rows(String queue, String job, long afterLine, int limit) {
        return target.rows(queue, job, afterLine, limit);
    }

    @Override
    public CompletionStage<Outcome<Optional<OutboxRow>>> row(String queue, long id) {
        return target.row(queue, id);
    }

    @Override
    public CompletionStage<Outcome<List<OutboxRow>>> open(String queue, long afterId, int limit) {
        return target.open(queue, afterId, limit);
    }

    @Override
    public CompletionStage<Outcome<OutboxCounts>> counts(String queue, String job) {
        return target.counts(queue, job);
    }

    @Override
    public CompletionStage<Outcome<Long>> cancel(String queue, String job, String reason, Instant now) {
        return target.cancel(queue, job, reason, now);
    }

    @Override
    public CompletionStage<Outcome<Boolean>> withdraw(String queue, long id, String reason, Instant now) {
        return target.withdraw(queue, id, reason, now);
    }

    @Override
    public CompletionStage<Outcome<Boolean>> hold(String queue, String job, boolean held, Instant now) {
        return target.hold(queue, job, held, now);
    }

    @Override
    public long unconfirmed() {
        return target.unconfirmed();
    }

    @Override
    public CompletionStage<Outcome<Long>> compact(String queue, Duration retention, Instant now) {
        return target.compact(queue, retention, now);
    }
}
