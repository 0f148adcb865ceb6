// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.engine.OutboxPump;
import dev.heliograph.engine.RowListener;
import dev.heliograph.model.Failure;
import dev.heliograph.model.FailureException;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SendResult;
import dev.heliograph.spi.state.OutboxCounts;
import dev.heliograph.spi.state.OutboxRow;
import dev.heliograph.spi.time.Alarm;
import dev.heliograph.spi.time.Timeline;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of a broadcast over a pump: feeds the outbox, follows the ends, and is done when the store says that nothing is
 * open. Runs on the strand of the pump.
 */
final class BroadcastRun implements RowListener, BroadcastFeed.Listener {
    /** Ends may also be made by another process, and calls to the store may fail: it is asked again this often. */
    private static final Logger LOG = LoggerFactory.getLogger(BroadcastRun.class);

    private static final Duration LOOK = Duration.ofSeconds(5);

    /** Where another process sends, nothing is seen here but by looking; who waits wants to see it move. */
    private static final Duration LOOK_BESIDE = Duration.ofSeconds(1);

    private static final Duration LOOK_SOON = Duration.ofMillis(200);

    private final Broadcast.Builder plan;
    private final ClientPool pool;
    private final OutboxPump pump;
    private final Timeline timeline;
    private final BroadcastTeller teller;
    private final Observance observance;
    private final BroadcastFeed feed;
    private final BroadcastNumbers numbers = new BroadcastNumbers();
    private final CompletableFuture<BroadcastReport> ending = new CompletableFuture<>();
    private BroadcastState state = BroadcastState.RUNNING;
    private boolean fed;
    private boolean complete;
    private boolean looking;
    private boolean over;
    private @Nullable Alarm alarm;

    BroadcastRun(
            Broadcast.Builder plan,
            ClientPool pool,
            Stream<OutgoingMessage> audience,
            OutboxPump pump,
            BroadcastTeller teller,
            Observance observance) {
        this.plan = plan;
        this.pool = pool;
        this.observance = observance;
        this.pump = pump;
        this.timeline = plan.heliograph.timeline();
        this.teller = teller;
        this.feed = new BroadcastFeed(plan, audience, pump, observance, this);
    }

    /** Completes on the strand of the pump, exceptionally where the audience broke or the fleet was closed. */
    CompletionStage<BroadcastReport> ending() {
        return ending;
    }

    OutboxPump pump() {
        return pump;
    }

    void start() {
        pump.watch(plan.job, plan.weight, this);
        pump.strand().execute(this::begin);
        observance.attach(this);
    }

    /** Rows that wait in lanes are looked at again. */
    void reconsider() {
        pump.reconsider(plan.job);
    }

    @Override
    public @Nullable String passesOver(String chat) {
        return observance.reason(chat);
    }

    private void begin() {
        if (over) {
            return;
        }
        numbers.ask();
        pump.counts(plan.job).whenCompleteAsync((outcome, bug) -> begin(outcome), pump.strand());
    }

    private void begin(@Nullable Outcome<OutboxCounts> outcome) {
        OutboxCounts counts = outcome == null ? null : outcome.value();
        if (counts == null) {
            pump.strand().after(LOOK_SOON, this::begin);
            return;
        }
        numbers.answered(counts);
        if (over || isWithdrawn()) {
            feed.stop();
            return;
        }
        if (counts.held()) {
            state = BroadcastState.PAUSED;
        }
        tell(true);
        feed.start();
    }

    /** Holds or releases it; completes on the strand of the pump with whether the store knows. */
    CompletionStage<Boolean> hold(boolean held) {
        CompletableFuture<Boolean> known = new CompletableFuture<>();
        pump.hold(plan.job, held)
                .whenCompleteAsync(
                        (outcome, bug) -> {
                            boolean done = outcome != null && outcome.isDone();
                            if (done && !over && !isWithdrawn()) {
                                state = held ? BroadcastState.PAUSED : BroadcastState.RUNNING;
                                tell(true);
                            }
                            known.complete(done);
                        },
                        pump.strand());
        return known;
    }

    /** Withdraws the rest. */
    void withdraw(BroadcastState end) {
        pump.strand().execute(() -> {
            if (!over && !isWithdrawn()) {
                state = end;
                tell(true);
                withdrawRest();
                feed.stop();
            }
        });
    }

    private boolean isWithdrawn() {
        return state == BroadcastState.CANCELLED || state == BroadcastState.STOPPED;
    }

    private void withdrawRest() {
        pump.cancel(plan.job, state.name())
                .whenCompleteAsync(
                        (outcome, bug) -> {
                            Long count = outcome == null ? null : outcome.value();
                            if (count != null) {
                                numbers.withdrawn(count, state.name());
                            }
                            look();
                        },
                        pump.strand());
    }

    @Override
    public void stored(long fresh) {
        numbers.appended(fresh);
        tell(false);
    }

    @Override
    public void withdrawn() {
        withdraw(BroadcastState.CANCELLED);
    }

    @Override
    public void ended(boolean whole, @Nullable Throwable broken) {
        fed = true;
        complete = whole;
        if (!over) {
            plan.heliograph.jobs().whole(plan.job, pool);
        }
        if (broken != null && !isWithdrawn()) {
            // it is the caller's to mend: what was stored goes out, and the same name resumes
            fail(broken);
        } else {
            tell(true);
            look();
        }
    }

    @Override
    public void settled(OutboxRow row, SendResult result) {
        if (over) {
            return;
        }
        numbers.settled(result);
        observance.ended(row.draft().chat(), result);
        if (!isWithdrawn() && numbers.triedHere() >= plan.stopAtLeast && numbers.failureShare() > plan.stopShare) {
            withdraw(BroadcastState.STOPPED);
        }
        tell(false);
        if (numbers.seemsDone()) {
            look();
        }
    }

    /** Where none of its sessions will ever send again, nobody here could end it: what waits stays stored. */
    @Override
    public void stranded() {
        if (!over && !isWithdrawn() && pool.isLost()) {
            LOG.atError()
                    .addKeyValue("job", plan.job)
                    .addKeyValue("pool", pool.name())
                    .log("the job was ended before its end, since no session is left; what waits stays stored");
            fail(new FailureException(new Failure.SessionLost("no session is left: Telegram no longer accepts "
                    + pool.clients().stream()
                            .map(client -> client.name().value())
                            .collect(Collectors.joining(", "))
                    + "; sign in anew, then the same name resumes the broadcast")));
        }
    }

    @Override
    public void stopped() {
        fail(fleetClosed());
    }

    static FailureException fleetClosed() {
        return new FailureException(new Failure.Unavailable(
                Failure.Origin.NETWORK, "the fleet was closed; the same name resumes the broadcast"));
    }

    /** Asks the store whether anything is open. */
    private void look() {
        if (!fed || looking || over) {
            return;
        }
        looking = true;
        if (alarm != null) {
            alarm.cancel();
        }
        numbers.ask();
        pump.counts(plan.job).whenCompleteAsync((outcome, bug) -> looked(outcome), pump.strand());
    }

    private void looked(@Nullable Outcome<OutboxCounts> outcome) {
        looking = false;
        if (over) {
            return;
        }
        OutboxCounts counts = outcome == null ? null : outcome.value();
        if (counts == null) {
            lookAfter(LOOK_SOON);
            return;
        }
        numbers.answered(counts);
        tell(false);
        if (counts.open() > 0) {
            stranded();
            if (over) {
                return;
            }
            lookAfter(isWithdrawn() || numbers.seemsDone() ? LOOK_SOON : pump.isOwner() ? LOOK : LOOK_BESIDE);
            if (isWithdrawn() && counts.queued() > 0) {
                withdrawRest();
            }
        } else if (counts.held()) {
            // else a later run of the same name would begin with a pause that nobody asked for
            pump.hold(plan.job, false).whenCompleteAsync((released, bug) -> lookAfter(LOOK_SOON), pump.strand());
        } else if (numbers.knowsFailures()) {
            finish(numbers.ends());
        } else {
            new BroadcastFailures(pump, plan.job, this::finish).count();
        }
    }

    private void lookAfter(Duration pause) {
        if (alarm != null) {
            alarm.cancel();
        }
        alarm = pump.strand().after(pause, this::look);
    }

    private void finish(BroadcastEnds ends) {
        if (over) {
            return;
        }
        if (!isWithdrawn()) {
            state = BroadcastState.DONE;
        }
        tell(true);
        over();
        ending.complete(new BroadcastReport(
                plan.job,
                state,
                numbers.total(),
                numbers.sent(),
                ends.failed(),
                ends.skipped(),
                numbers.unknown(),
                ends.reasons(),
                teller.floods(),
                Duration.ofNanos(timeline.nanos() - teller.startedAt())));
    }

    private void fail(Throwable why) {
        if (!over) {
            over();
            ending.completeExceptionally(why);
        }
    }

    private void over() {
        over = true;
        if (alarm != null) {
            alarm.cancel();
        }
        feed.stop();
        observance.stop();
        pump.unwatch(plan.job);
    }

    private void tell(boolean now) {
        teller.tell(state, complete, numbers, now);
    }
}
