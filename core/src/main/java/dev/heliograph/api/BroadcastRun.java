// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.engine.OutboxPump;
import dev.heliograph.engine.RowEnd;
import dev.heliograph.model.FailureException;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SendResult;
import dev.heliograph.model.SendStatus;
import dev.heliograph.spi.state.Appended;
import dev.heliograph.spi.state.OutboxCounts;
import dev.heliograph.spi.state.OutboxDraft;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One run of a broadcast: feeds the outbox from the audience, counts the ends. Counts belong to the pump's strand. */
final class BroadcastRun {
    private static final int BATCH = 500;
    private static final long TELL_EVERY = Duration.ofMillis(200).toNanos();

    private final Broadcast.Builder plan;
    private final ClientPool pool;
    private final Iterator<OutgoingMessage> audience;
    private final Timeline timeline;
    private final Strand feeder;
    private final CompletionStage<OutboxPump> pump;
    private final CompletableFuture<BroadcastReport> done = new CompletableFuture<>();
    private final Map<SendStatus, Long> failed = new EnumMap<>(SendStatus.class);
    private final long startedAt;
    private final long floodsBefore;
    private volatile BroadcastProgress progress;
    private BroadcastState state = BroadcastState.RUNNING;
    private long line;
    private long total;
    private long open;
    private long sent;
    private long unknown;
    private long endedHere;
    private long toldAt = Long.MIN_VALUE;
    private boolean fed;

    BroadcastRun(Broadcast.Builder plan, ClientPool pool) {
        this.plan = plan;
        this.pool = pool;
        this.audience = plan.audience == null ? List.<OutgoingMessage>of().iterator() : plan.audience;
        this.timeline = plan.heliograph.timeline();
        this.feeder = timeline.blockingStrand("broadcast/" + plan.job);
        this.startedAt = timeline.nanos();
        this.floodsBefore = floods();
        this.progress = new BroadcastProgress(plan.job, state, 0, false, 0, 0, 0, 0, null);
        this.pump = plan.heliograph.pump(pool.queue(), pool::chooseCore);
    }

    String job() {
        return plan.job;
    }

    CompletionStage<OutboxPump> pump() {
        return pump;
    }

    CompletableFuture<BroadcastReport> done() {
        return done;
    }

    BroadcastProgress progress() {
        return progress;
    }

    void start() {
        pump.whenComplete((ready, bug) -> {
            if (ready == null) {
                done.completeExceptionally(bug == null ? new IllegalStateException("no pump") : bug);
                return;
            }
            ready.watch(plan.job, plan.weight, (row, result) -> settled(result));
            ready.outbox()
                    .counts(ready.queue(), plan.job)
                    .whenCompleteAsync(
                            (outcome, wrong) -> {
                                OutboxCounts counts = outcome == null ? null : outcome.value();
                                if (counts == null) {
                                    done.completeExceptionally(
                                            new IllegalStateException("the outbox cannot be read: " + outcome, wrong));
                                } else {
                                    earlier(counts);
                                    feeder.execute(() -> feed(ready));
                                }
                            },
                            ready.strand());
        });
    }

    CompletionStage<Boolean> hold(boolean held) {
        return pump.thenCompose(ready -> ready.hold(plan.job, held)).thenApply(outcome -> {
            boolean known = outcome.isDone();
            pump.thenAccept(ready -> ready.strand().execute(() -> {
                if (known && (state == BroadcastState.RUNNING || state == BroadcastState.PAUSED)) {
                    state = held ? BroadcastState.PAUSED : BroadcastState.RUNNING;
                    tell(true);
                }
            }));
            return known;
        });
    }

    void withdraw(BroadcastState end) {
        pump.thenAccept(ready -> ready.strand().execute(() -> {
            if (state == BroadcastState.RUNNING || state == BroadcastState.PAUSED) {
                state = end;
                tell(true);
                withdrawQueued(ready);
            }
        }));
    }

    /** Rows that were appended while the first withdrawal ran are withdrawn by the feeder's next look. */
    private void withdrawQueued(OutboxPump ready) {
        ready.cancel(plan.job, RowEnd.withdrawn(state.name()))
                .whenCompleteAsync(
                        (outcome, bug) -> {
                            Long count = outcome == null ? null : outcome.value();
                            if (count != null) {
                                open -= count;
                                failed.merge(SendStatus.FAILED, count, Long::sum);
                            }
                            finishIfDone(ready);
                        },
                        ready.strand());
    }

    private void earlier(OutboxCounts counts) {
        sent = counts.sent();
        unknown = counts.unknown();
        total = counts.total();
        open = counts.open();
        if (counts.failed() > 0) {
            failed.put(SendStatus.FAILED, counts.failed());
        }
        if (counts.held()) {
            state = BroadcastState.PAUSED;
        }
    }

    /** Stores the next part of the audience; the audience is the user's code and may block. */
    private void feed(OutboxPump ready) {
        List<OutboxDraft> drafts = new ArrayList<>(BATCH);
        try {
            while (drafts.size() < BATCH && isWanted() && audience.hasNext()) {
                drafts.add(draft(audience.next()));
            }
        } catch (RuntimeException broken) {
            // an audience that breaks in the middle is the caller's to mend: what was stored goes out, the job resumes
            ready.strand().execute(() -> done.completeExceptionally(broken));
            return;
        }
        if (drafts.isEmpty()) {
            ready.strand().execute(() -> {
                fed = true;
                if (!isWanted()) {
                    withdrawQueued(ready);
                }
                finishIfDone(ready);
            });
            return;
        }
        ready.append(drafts)
                .whenCompleteAsync(
                        (outcome, bug) -> {
                            List<Appended> rows = outcome == null ? null : outcome.value();
                            if (rows == null) {
                                done.completeExceptionally(
                                        outcome == null || outcome.failure() == null
                                                ? new IllegalStateException("the outbox failed", bug)
                                                : new FailureException(outcome.failure()));
                                return;
                            }
                            long fresh = rows.stream().filter(Appended::fresh).count();
                            total += fresh;
                            open += fresh;
                            tell(false);
                            feeder.execute(() -> feed(ready));
                        },
                        ready.strand());
    }

    private boolean isWanted() {
        BroadcastState now = progress.state();
        return now == BroadcastState.RUNNING || now == BroadcastState.PAUSED;
    }

    private OutboxDraft draft(OutgoingMessage message) {
        line++;
        OutgoingMessage.Builder copy = message.toBuilder().trafficClass(plan.trafficClass);
        if (plan.whenUnsure != null) {
            copy.whenUnsure(plan.whenUnsure);
        }
        String key = plan.job + "/" + (message.key() == null ? "#" + line : message.key());
        return OutboxPump.draft(copy.build(), key, plan.job, line, timeline.instant());
    }

    private void settled(SendResult result) {
        open--;
        endedHere++;
        switch (result.status()) {
            case SUCCESS -> sent++;
            case UNKNOWN -> unknown++;
            case FLOOD_WAIT, FORBIDDEN, NOT_FOUND, TOO_LONG, FAILED -> failed.merge(result.status(), 1L, Long::sum);
        }
        long ended = sent + unknown + failedInAll();
        if (ended >= plan.stopAtLeast && failedInAll() > plan.stopShare * ended) {
            withdraw(BroadcastState.STOPPED);
        }
        tell(false);
        pump.thenAccept(this::finishIfDone);
    }

    private void finishIfDone(OutboxPump ready) {
        if (!fed || open > 0 || done.isDone()) {
            return;
        }
        if (state == BroadcastState.RUNNING || state == BroadcastState.PAUSED) {
            state = BroadcastState.DONE;
        }
        ready.unwatch(plan.job);
        tell(true);
        Duration took = Duration.ofNanos(timeline.nanos() - startedAt);
        BroadcastReport report =
                new BroadcastReport(plan.job, state, total, sent, failed, unknown, floods() - floodsBefore, took);
        feeder.execute(() -> done.complete(report));
    }

    private void tell(boolean now) {
        long nanos = timeline.nanos();
        double elapsed = (nanos - startedAt) / 1e9;
        double rate = elapsed <= 0 ? 0 : endedHere / elapsed;
        BroadcastProgress next = new BroadcastProgress(
                plan.job, state, total, fed, sent, failedInAll(), unknown, rate, estimatedEnd(rate));
        progress = next;
        if (now || toldAt == Long.MIN_VALUE || nanos - toldAt >= TELL_EVERY) {
            toldAt = nanos;
            feeder.execute(() -> plan.listener.accept(next));
        }
    }

    private @Nullable Instant estimatedEnd(double rate) {
        if (rate <= 0 || state != BroadcastState.RUNNING) {
            return null;
        }
        return timeline.instant().plusMillis((long) (1000 * open / rate));
    }

    private long failedInAll() {
        return failed.values().stream().mapToLong(Long::longValue).sum();
    }

    private long floods() {
        return pool.statistics().sessions().stream()
                .mapToLong(session -> session.floodWaits())
                .sum();
    }
}
