// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.sqlite;

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
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Queues in tables: each call is one operation of the writer. */
final class SqliteOutbox implements Outbox {
    private final Writer writer;
    private final Sender sender;

    SqliteOutbox(Writer writer, Sender sender) {
        this.writer = writer;
        this.sender = sender;
    }

    /** What is asked of a queue that may not be there. */
    @FunctionalInterface
    private interface Question<T> {
        T ask(Database db, long queue) throws SQLException;
    }

    private static <T> Operation.Work<T> of(String queue, T nothing, Question<T> question) {
        return db -> {
            Named known = Named.queue(db, queue);
            return known == null ? nothing : question.ask(db, known.id());
        };
    }

    @Override
    public CompletionStage<Outcome<List<Appended>>> append(String queue, List<OutboxDraft> drafts, Instant now) {
        List<OutboxDraft> kept = List.copyOf(drafts);
        return writer.write(db -> Waiting.append(db, queue, kept, now));
    }

    @Override
    public CompletionStage<Outcome<List<OutboxRow>>> claim(String queue, Claimant claimant, int limit, Instant now) {
        return writer.write(db -> {
            sender.require(db);
            return of(queue, List.<OutboxRow>of(), (tables, id) -> Waiting.claim(tables, id, claimant, limit, now))
                    .on(db);
        });
    }

    @Override
    public CompletionStage<Outcome<List<ChatBacklog>>> longest(String queue, int limit) {
        return writer.read(of(queue, List.of(), (db, id) -> Waiting.longest(db, id, limit)));
    }

    @Override
    public CompletionStage<Outcome<List<OutboxRow>>> claimOf(
            String queue, Claimant claimant, List<String> chats, Instant now) {
        List<String> kept = List.copyOf(chats);
        return writer.write(db -> {
            sender.require(db);
            return of(queue, List.<OutboxRow>of(), (tables, id) -> Waiting.claimOf(tables, id, claimant, kept, now))
                    .on(db);
        });
    }

    @Override
    public CompletionStage<Outcome<List<Long>>> sending(
            String queue, Claimant claimant, List<Intent> intents, Instant now) {
        List<Intent> kept = List.copyOf(intents);
        return writer.write(of(
                queue,
                List.of(),
                (db, id) -> sender.has(db) ? Attempts.sending(db, id, claimant, kept, now) : List.of()));
    }

    @Override
    public CompletionStage<Outcome<List<Long>>> settle(
            String queue, Claimant claimant, List<Settlement> settlements, Instant now) {
        List<Settlement> kept = List.copyOf(settlements);
        return writer.write(of(queue, List.of(), (db, id) -> Attempts.settle(db, id, claimant, kept, now)));
    }

    @Override
    public CompletionStage<Outcome<List<OutboxRow>>> recover(String queue, Claimant claimant, Instant now) {
        return writer.write(db -> {
            sender.require(db);
            return Attempts.recover(db, Named.openQueue(db, queue).id(), claimant, now);
        });
    }

    @Override
    public CompletionStage<Outcome<Instant>> nextDue(String queue, Instant now) {
        return writer.read(of(queue, Instant.MAX, (db, id) -> Waiting.nextDue(db, id, now)));
    }

    @Override
    public CompletionStage<Outcome<List<OutboxRow>>> rows(String queue, String job, long afterLine, int limit) {
        return writer.read(of(queue, List.of(), (db, id) -> {
            Named known = job.isEmpty() ? null : Named.job(db, id, job);
            return known == null
                    ? List.of()
                    : db.list(
                            "SELECT " + Messages.COLUMNS
                                    + " FROM message WHERE job = ? AND line > ? ORDER BY line, id LIMIT ?",
                            Messages::row,
                            known.id(),
                            afterLine,
                            limit);
        }));
    }

    @Override
    public CompletionStage<Outcome<Optional<OutboxRow>>> row(String queue, long id) {
        return writer.read(of(
                queue,
                Optional.empty(),
                (db, known) -> Optional.ofNullable(db.first(
                        "SELECT " + Messages.COLUMNS + " FROM message WHERE id = ?",
                        Messages::row,
                        Messages.idOrNone(known, id)))));
    }

    @Override
    public CompletionStage<Outcome<List<OutboxRow>>> open(String queue, long afterId, int limit) {
        return writer.read(of(queue, List.of(), (db, id) -> Waiting.open(db, id, afterId, limit)));
    }

    @Override
    public CompletionStage<Outcome<OutboxCounts>> counts(String queue, String job) {
        return writer.read(of(queue, new OutboxCounts(0, 0, 0, 0, 0, 0, false), (db, id) -> Jobs.counts(db, id, job)));
    }

    @Override
    public CompletionStage<Outcome<Long>> cancel(String queue, String job, String reason, Instant now) {
        return writer.write(of(queue, 0L, (db, id) -> Jobs.cancel(db, id, job, reason, now)));
    }

    @Override
    public CompletionStage<Outcome<Boolean>> withdraw(String queue, long id, String reason, Instant now) {
        return writer.write(of(queue, false, (db, known) -> Waiting.withdraw(db, known, id, reason, now)));
    }

    @Override
    public CompletionStage<Outcome<Boolean>> hold(String queue, String job, boolean held, Instant now) {
        return writer.write(db -> Jobs.hold(db, queue, job, held, now));
    }

    @Override
    public CompletionStage<Outcome<Long>> compact(String queue, Duration retention, Instant now) {
        CompletableFuture<Outcome<Long>> promise = new CompletableFuture<>();
        compact(queue, now.minus(retention), 0, promise);
        return promise;
    }

    /** One portion after the other, so that senders come in between. */
    private void compact(String queue, Instant before, long forgotten, CompletableFuture<Outcome<Long>> promise) {
        writer.write(of(queue, 0L, (db, id) -> Jobs.compact(db, id, before)))
                .thenAcceptAsync(
                        outcome -> {
                            Long portion = outcome.value();
                            if (portion == null || portion == 0) {
                                promise.complete(outcome.map(none -> forgotten));
                            } else {
                                compact(queue, before, forgotten + portion, promise);
                            }
                        },
                        writer.answers());
    }
}
