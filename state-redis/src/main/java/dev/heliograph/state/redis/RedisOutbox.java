// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Queues as {@code outbox.lua} keeps them. A call is one script, or, where there is much to do, several of bounded length one
 * after the other.
 */
final class RedisOutbox implements Outbox {
    private static final Script APPEND = Script.writing("outbox", "outbox-append");
    private static final Script CLAIM = Script.writing("outbox", "outbox-claim");
    private static final Script CLAIM_OF = Script.writing("outbox", "outbox-claimof");
    private static final Script LONGEST = Script.reading("outbox", "outbox-longest");
    private static final Script SENDING = Script.writing("outbox", "outbox-sending");
    private static final Script SETTLE = Script.writing("outbox", "outbox-settle");
    private static final Script RECOVER = Script.writing("outbox", "outbox-recover");
    private static final Script DUE = Script.reading("outbox", "outbox-due");
    private static final Script ROWS = Script.reading("outbox", "outbox-rows");
    private static final Script OPEN = Script.reading("outbox", "outbox-page");
    private static final Script WITHDRAW = Script.writing("outbox", "outbox-withdraw");
    private static final Script COUNTS = Script.reading("outbox", "outbox-counts");
    private static final Script CANCEL = Script.writing("outbox", "outbox-cancel");
    private static final Script HOLD = Script.writing("outbox", "outbox-hold");
    private static final Script COMPACT = Script.writing("outbox", "outbox-compact");
    /** Calls that look for rows in vain one after the other, before the caller is told to come again. */
    private static final int MOST_ROUNDS = 50;

    private static final int PAGE = 500;

    private final Wire wire;
    private final String prefix;
    private final LostClaims lost;

    RedisOutbox(Wire wire, String prefix, LostClaims lost) {
        this.wire = wire;
        this.prefix = prefix;
        this.lost = lost;
    }

    @Override
    public CompletionStage<Outcome<List<Appended>>> append(String queue, List<OutboxDraft> drafts, Instant now) {
        Arguments arguments = new Arguments().add(Micros.text(now));
        for (OutboxDraft draft : drafts) {
            arguments
                    .add(Names.escaped(draft.key()))
                    .add(Names.escaped(draft.job()))
                    .add(draft.line())
                    .add(Names.escaped(draft.chat()))
                    .add(Micros.text(draft.dueAt()))
                    .add(draft.payload().toArray());
        }
        return wire.runFirmly(APPEND, key(queue), arguments.all(), 2)
                .thenApply(outcome -> outcome.map(firm -> IntStream.range(0, drafts.size())
                        .mapToObj(i -> new Appended(
                                firm.reply().number(1 + 2 * i),
                                firm.reply().number(2 + 2 * i) == 1,
                                firm.replication()))
                        .toList()));
    }

    @Override
    public CompletionStage<Outcome<List<OutboxRow>>> claim(String queue, Claimant claimant, int limit, Instant now) {
        if (limit <= 0) {
            return CompletableFuture.completedFuture(Outcome.done(List.of()));
        }
        String token = lost.nextClaim();
        List<String> named = lost.lostClaims(queue, claimant);
        Function<Integer, Arguments> arguments =
                room -> by(claimant, now).add(room).add(token);
        return claimMore(queue, arguments, named, limit, new ArrayList<>(), MOST_ROUNDS)
                .thenApply(outcome -> {
                    lost.claimed(queue, claimant, token, named, outcome);
                    return outcome;
                });
    }

    private CompletionStage<Outcome<List<OutboxRow>>> claimMore(
            String queue,
            Function<Integer, Arguments> arguments,
            List<String> lostClaims,
            int limit,
            List<OutboxRow> found,
            int rounds) {
        Arguments all = arguments.apply(limit - found.size());
        lostClaims.forEach(all::add);
        return wire.run(CLAIM, key(queue), all.all()).thenCompose(outcome -> {
            Reply reply = outcome.value();
            if (reply == null) {
                return CompletableFuture.completedFuture(outcome.map(none -> found));
            }
            found.addAll(RowFormat.rows(reply, 1));
            return reply.number(0) == 0 || found.size() >= limit || rounds <= 1
                    ? CompletableFuture.completedFuture(Outcome.done(List.copyOf(found)))
                    : claimMore(queue, arguments, List.of(), limit, found, rounds - 1);
        });
    }

    @Override
    public CompletionStage<Outcome<List<ChatBacklog>>> longest(String queue, int limit) {
        return wire.run(LONGEST, key(queue), new Arguments().add(limit).all())
                .thenApply(outcome -> outcome.map(reply -> {
                    List<ChatBacklog> chats = new ArrayList<>();
                    for (int i = 0; i + 1 < reply.size(); i += 2) {
                        chats.add(new ChatBacklog(Names.unescaped(reply.text(i)), reply.number(i + 1)));
                    }
                    return List.copyOf(chats);
                }));
    }

    @Override
    public CompletionStage<Outcome<List<OutboxRow>>> claimOf(
            String queue, Claimant claimant, List<String> chats, Instant now) {
        String token = lost.nextClaim();
        Arguments arguments = by(claimant, now).add(token);
        chats.forEach(chat -> arguments.add(Names.escaped(chat)));
        return wire.run(CLAIM_OF, key(queue), arguments.all()).thenApply(outcome -> {
            lost.claimed(queue, claimant, token, List.of(), outcome);
            return outcome.map(reply -> RowFormat.rows(reply, 0).stream()
                    .sorted(Comparator.comparingLong(OutboxRow::id))
                    .toList());
        });
    }

    @Override
    public CompletionStage<Outcome<List<Long>>> sending(
            String queue, Claimant claimant, List<Intent> intents, Instant now) {
        Arguments arguments = by(claimant, now);
        for (Intent intent : intents) {
            arguments.add(intent.id()).add(Names.escaped(intent.session())).add(intent.randomId());
        }
        return wire.runFirmly(SENDING, key(queue), arguments.all(), 1)
                .thenApply(outcome -> outcome.map(firm -> ids(firm.reply(), 1)));
    }

    @Override
    public CompletionStage<Outcome<List<Long>>> settle(
            String queue, Claimant claimant, List<Settlement> settlements, Instant now) {
        Arguments arguments = by(claimant, now);
        for (Settlement settlement : settlements) {
            Instant dueAt = settlement.dueAt();
            arguments
                    .add(settlement.id())
                    .add(settlement.state().name())
                    .add(settlement.messageId())
                    .add(Names.escaped(settlement.reason()))
                    .add(settlement.attempts())
                    .add(dueAt == null ? "" : Micros.text(dueAt));
        }
        return wire.run(SETTLE, key(queue), arguments.all()).thenApply(outcome -> outcome.map(reply -> ids(reply, 0)));
    }

    @Override
    public CompletionStage<Outcome<List<OutboxRow>>> recover(String queue, Claimant claimant, Instant now) {
        return recoverMore(queue, claimant, "0", now, new ArrayList<>());
    }

    private CompletionStage<Outcome<List<OutboxRow>>> recoverMore(
            String queue, Claimant claimant, String after, Instant now, List<OutboxRow> found) {
        return wire.run(RECOVER, key(queue), by(claimant, now).add(after).all()).thenCompose(outcome -> {
            Reply reply = outcome.value();
            if (reply == null) {
                return CompletableFuture.completedFuture(outcome.map(none -> found));
            }
            found.addAll(RowFormat.rows(reply, 1));
            String next = reply.text(0);
            return next.isEmpty()
                    ? CompletableFuture.completedFuture(Outcome.done(List.copyOf(found)))
                    : recoverMore(queue, claimant, next, now, found);
        });
    }

    @Override
    public CompletionStage<Outcome<Instant>> nextDue(String queue, Instant now) {
        return nextDue(queue, now, MOST_ROUNDS);
    }

    private CompletionStage<Outcome<Instant>> nextDue(String queue, Instant now, int rounds) {
        Arguments arguments = new Arguments().add(Micros.text(now));
        return wire.run(DUE, key(queue), arguments.all()).thenCompose(outcome -> {
            Reply reply = outcome.value();
            String told = reply == null ? "" : reply.text(0);
            return told.equals("more") && rounds > 1
                    ? nextDue(queue, now, rounds - 1)
                    : CompletableFuture.completedFuture(outcome.map(done -> due(told, now)));
        });
    }

    private static Instant due(String told, Instant now) {
        return switch (told) {
            case "now", "more" -> now;
            case "never" -> Instant.MAX;
            default -> Micros.instant(Long.parseLong(told));
        };
    }

    @Override
    public CompletionStage<Outcome<List<OutboxRow>>> rows(String queue, String job, long afterLine, int limit) {
        return limit <= 0
                ? CompletableFuture.completedFuture(Outcome.done(List.of()))
                : rowsMore(queue, job, afterLine, limit, new ArrayList<>());
    }

    private CompletionStage<Outcome<List<OutboxRow>>> rowsMore(
            String queue, String job, long afterLine, int limit, List<OutboxRow> found) {
        int asked = Math.min(PAGE, limit - found.size());
        Arguments arguments =
                new Arguments().add("").add(Names.escaped(job)).add(afterLine).add(asked);
        return wire.run(ROWS, key(queue), arguments.all()).thenCompose(outcome -> {
            Reply reply = outcome.value();
            if (reply == null) {
                return CompletableFuture.completedFuture(outcome.map(none -> found));
            }
            List<OutboxRow> page = RowFormat.rows(reply, 0);
            found.addAll(page);
            return page.size() < asked || found.size() >= limit
                    ? CompletableFuture.completedFuture(Outcome.done(List.copyOf(found)))
                    : rowsMore(queue, job, page.get(page.size() - 1).draft().line(), limit, found);
        });
    }

    @Override
    public CompletionStage<Outcome<Optional<OutboxRow>>> row(String queue, long id) {
        return wire.run(ROWS, key(queue), new Arguments().add(id).all())
                .thenApply(outcome ->
                        outcome.map(reply -> RowFormat.rows(reply, 0).stream().findFirst()));
    }

    @Override
    public CompletionStage<Outcome<List<OutboxRow>>> open(String queue, long afterId, int limit) {
        return limit <= 0
                ? CompletableFuture.completedFuture(Outcome.done(List.of()))
                : openMore(queue, Long.toString(Math.max(0, afterId)), limit, new ArrayList<>());
    }

    private CompletionStage<Outcome<List<OutboxRow>>> openMore(
            String queue, String after, int limit, List<OutboxRow> found) {
        Arguments arguments = new Arguments()
                .add(after)
                .add(Math.min(PAGE, limit - found.size()))
                .add("open");
        return wire.run(OPEN, key(queue), arguments.all()).thenCompose(outcome -> {
            Reply reply = outcome.value();
            if (reply == null) {
                return CompletableFuture.completedFuture(outcome.map(none -> found));
            }
            found.addAll(RowFormat.rows(reply, 1));
            String next = reply.text(0);
            return next.isEmpty() || found.size() >= limit
                    ? CompletableFuture.completedFuture(Outcome.done(List.copyOf(found)))
                    : openMore(queue, next, limit, found);
        });
    }

    @Override
    public CompletionStage<Outcome<OutboxCounts>> counts(String queue, String job) {
        return wire.run(
                        COUNTS,
                        key(queue),
                        new Arguments().add(Names.escaped(job)).all())
                .thenApply(outcome -> outcome.map(reply -> new OutboxCounts(
                        reply.number(0),
                        reply.number(1),
                        reply.number(2),
                        reply.number(3),
                        reply.number(4),
                        reply.number(5),
                        reply.number(6) == 1)));
    }

    @Override
    public CompletionStage<Outcome<Long>> cancel(String queue, String job, String reason, Instant now) {
        return cancelMore(queue, new CancelStep(Names.escaped(job), Names.escaped(reason), now), "-inf", 0);
    }

    private record CancelStep(String job, String reason, Instant now) {}

    private CompletionStage<Outcome<Long>> cancelMore(String queue, CancelStep step, String after, long before) {
        Arguments arguments = new Arguments()
                .add(Micros.text(step.now()))
                .add(step.job())
                .add(step.reason())
                .add(after);
        return wire.run(CANCEL, key(queue), arguments.all()).thenCompose(outcome -> {
            Reply reply = outcome.value();
            long count = reply == null ? 0 : before + reply.number(1);
            return reply == null || reply.text(0).isEmpty()
                    ? CompletableFuture.completedFuture(outcome.map(done -> count))
                    : cancelMore(queue, step, reply.text(0), count);
        });
    }

    @Override
    public CompletionStage<Outcome<Boolean>> withdraw(String queue, long id, String reason, Instant now) {
        Arguments arguments = new Arguments().add(Micros.text(now)).add(id).add(Names.escaped(reason));
        return wire.run(WITHDRAW, key(queue), arguments.all())
                .thenApply(outcome -> outcome.map(reply -> reply.number(0) == 1));
    }

    @Override
    public CompletionStage<Outcome<Boolean>> hold(String queue, String job, boolean held, Instant now) {
        return job.isEmpty()
                ? CompletableFuture.completedFuture(Outcome.done(false))
                : holdMore(queue, Names.escaped(job), held ? "1" : "0", now)
                        .thenApply(outcome -> outcome.map(reply -> reply.number(0) == 1));
    }

    private CompletionStage<Outcome<Reply>> holdMore(String queue, String job, String held, Instant now) {
        Arguments arguments = new Arguments().add(Micros.text(now)).add(job).add(held);
        return wire.run(HOLD, key(queue), arguments.all()).thenCompose(outcome -> {
            Reply reply = outcome.value();
            return reply == null || reply.number(1) == 0
                    ? CompletableFuture.completedFuture(outcome)
                    : holdMore(queue, job, "", now).thenApply(rest -> rest.map(done -> reply));
        });
    }

    @Override
    public CompletionStage<Outcome<Long>> compact(String queue, Duration retention, Instant now) {
        return compactMore(queue, Micros.text(now.minus(retention)), 0);
    }

    private CompletionStage<Outcome<Long>> compactMore(String queue, String before, long earlier) {
        return wire.run(COMPACT, key(queue), new Arguments().add(before).all()).thenCompose(outcome -> {
            Reply reply = outcome.value();
            long count = reply == null ? 0 : earlier + reply.number(0);
            return reply == null || reply.number(1) == 0
                    ? CompletableFuture.completedFuture(outcome.map(done -> count))
                    : compactMore(queue, before, count);
        });
    }

    @Override
    public long unconfirmed() {
        return wire.copies().unconfirmed();
    }

    private static List<Long> ids(Reply reply, int from) {
        return IntStream.range(from, reply.size()).mapToObj(reply::number).toList();
    }

    private static Arguments by(Claimant claimant, Instant now) {
        return new Arguments()
                .add(Micros.text(now))
                .add(Names.escaped(claimant.owner()))
                .add(claimant.fence());
    }

    /** In a cluster all keys of a queue are where the name in braces is. */
    static String key(String prefix, String escapedQueue) {
        return prefix + ":outbox:{" + escapedQueue + "}";
    }

    private String key(String queue) {
        return key(prefix, Names.escaped(queue));
    }
}
