// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.memory;

import dev.heliograph.model.Outcome;
import dev.heliograph.spi.state.Appended;
import dev.heliograph.spi.state.ChatBacklog;
import dev.heliograph.spi.state.Claimant;
import dev.heliograph.spi.state.Intent;
import dev.heliograph.spi.state.Outbox;
import dev.heliograph.spi.state.OutboxCounts;
import dev.heliograph.spi.state.OutboxDraft;
import dev.heliograph.spi.state.OutboxRow;
import dev.heliograph.spi.state.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Queues by name, behind one lock. */
final class MemoryOutbox implements Outbox {
    private final Map<String, Queue> queues = new HashMap<>();

    @Override
    public synchronized CompletionStage<Outcome<List<Appended>>> append(
            String queue, List<OutboxDraft> drafts, Instant now) {
        return Answer.of(queue(queue).append(drafts, now));
    }

    @Override
    public synchronized CompletionStage<Outcome<List<OutboxRow>>> claim(
            String queue, Claimant claimant, int limit, Instant now) {
        return Answer.of(queue(queue).claim(claimant, limit, now));
    }

    @Override
    public synchronized CompletionStage<Outcome<List<ChatBacklog>>> longest(String queue, int limit) {
        return Answer.of(queue(queue).longest(limit));
    }

    @Override
    public synchronized CompletionStage<Outcome<List<OutboxRow>>> claimOf(
            String queue, Claimant claimant, List<String> chats, Instant now) {
        return Answer.of(queue(queue).claimOf(claimant, chats, now));
    }

    @Override
    public synchronized CompletionStage<Outcome<List<Long>>> sending(
            String queue, Claimant claimant, List<Intent> intents, Instant now) {
        return Answer.of(queue(queue).sending(claimant, intents, now));
    }

    @Override
    public synchronized CompletionStage<Outcome<List<Long>>> settle(
            String queue, Claimant claimant, List<Settlement> settlements, Instant now) {
        return Answer.of(queue(queue).settle(claimant, settlements, now));
    }

    @Override
    public synchronized CompletionStage<Outcome<List<OutboxRow>>> recover(
            String queue, Claimant claimant, Instant now) {
        return Answer.of(queue(queue).recover(claimant, now));
    }

    @Override
    public synchronized CompletionStage<Outcome<Instant>> nextDue(String queue, Instant now) {
        return Answer.of(queue(queue).nextDue(now));
    }

    @Override
    public synchronized CompletionStage<Outcome<List<OutboxRow>>> rows(
            String queue, String job, long afterLine, int limit) {
        return Answer.of(queue(queue).rows(job, afterLine, limit));
    }

    @Override
    public synchronized CompletionStage<Outcome<Optional<OutboxRow>>> row(String queue, long id) {
        return Answer.of(queue(queue).row(id));
    }

    @Override
    public synchronized CompletionStage<Outcome<List<OutboxRow>>> open(String queue, long afterId, int limit) {
        return Answer.of(queue(queue).open(afterId, limit));
    }

    @Override
    public synchronized CompletionStage<Outcome<OutboxCounts>> counts(String queue, String job) {
        return Answer.of(queue(queue).counts(job));
    }

    @Override
    public synchronized CompletionStage<Outcome<Long>> cancel(String queue, String job, String reason, Instant now) {
        return Answer.of(queue(queue).cancel(job, reason, now));
    }

    @Override
    public synchronized CompletionStage<Outcome<Boolean>> withdraw(String queue, long id, String reason, Instant now) {
        return Answer.of(queue(queue).withdraw(id, reason, now));
    }

    @Override
    public synchronized CompletionStage<Outcome<Boolean>> hold(String queue, String job, boolean held, Instant now) {
        return Answer.of(queue(queue).hold(job, held, now));
    }

    @Override
    public synchronized CompletionStage<Outcome<Long>> compact(String queue, Duration retention, Instant now) {
        return Answer.of(queue(queue).compact(retention, now));
    }

    private Queue queue(String name) {
        return queues.computeIfAbsent(name, unseen -> new Queue());
    }
}
