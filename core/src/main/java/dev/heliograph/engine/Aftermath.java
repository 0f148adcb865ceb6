// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Event;
import dev.heliograph.model.Failure;
import dev.heliograph.model.FloodScope;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.Peer;
import dev.heliograph.model.RetryConfig;
import dev.heliograph.policy.Gate;
import dev.heliograph.policy.Gates;
import dev.heliograph.policy.Jitter;
import dev.heliograph.policy.RetryPolicy;
import dev.heliograph.policy.RetryPolicy.Budget;
import dev.heliograph.spi.transport.Feature;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Decides what an answer means for its call: the end, or another attempt and when. Runs on the session's strand. */
final class Aftermath {
    private final SessionCore core;
    private final Dispatcher dispatcher;
    private final RandomGenerator chance;
    private RetryPolicy retry;
    private long learned;

    Aftermath(SessionCore core, Dispatcher dispatcher, RetryConfig retry) {
        this.core = core;
        this.dispatcher = dispatcher;
        this.retry = new RetryPolicy(retry);
        this.chance = core.timeline().chance("dispatch/" + core.config().sessionName());
    }

    void retry(RetryConfig config) {
        retry = new RetryPolicy(config);
    }

    /** The answer of an attempt. */
    <T> void answered(Attempt<T> attempt, Outcome<T> outcome) {
        dispatcher.landed(attempt);
        AccountBudget account = dispatcher.budget();
        Failure failure = outcome.failure();
        long now = dispatcher.now();
        if (account != null) {
            account.answered(attempt.domain, attempt.lane.peer, attempt.startedAt, now);
            if (account.changes() != learned) {
                learned = account.changes();
                core.account().touched();
                core.tally().limited(account.factor(), account.burstShare());
            }
        }
        core.tally().answered(failure, now);
        if (failure == null) {
            if (account != null) {
                account.passed(attempt.domain, attempt.lane.peer, attempt.startedAt, now);
                account.accepted(attempt.domain, attempt.lane.peer, attempt.startedAt, now);
            }
            finish(attempt.lane, attempt.call, outcome, null, null);
        } else {
            failed(attempt, outcome, failure, now);
        }
        dispatcher.pump();
    }

    private <T> void failed(Attempt<T> attempt, Outcome<T> outcome, Failure failure, long now) {
        Lane lane = attempt.lane;
        Call<T> call = attempt.call;
        AccountBudget account = dispatcher.budget();
        switch (failure.kind()) {
            case THROTTLED -> throttled(attempt, (Failure.Throttled) failure, now);
            case UNAVAILABLE -> {
                learnedNothing(attempt);
                if (hasMoved(attempt.peer)) {
                    // the refusal told where to: no failure that would count against the call
                    stand(lane, call, now);
                } else {
                    passing(lane, call, outcome, failure, now);
                }
            }
            case AMBIGUOUS -> {
                learnedNothing(attempt);
                unsure(attempt, outcome, failure, now);
            }
            case REJECTED -> {
                if (account != null) {
                    account.passed(attempt.domain, lane.peer, attempt.startedAt, now);
                }
                core.connection().rejected(failure);
                finish(lane, call, outcome, null, null);
            }
            case SESSION_LOST -> {
                learnedNothing(attempt);
                call.unsure |= failure.mayHaveHappened();
                core.connection().lost(failure.reason());
                finish(lane, call, outcome, "SESSION_LOST", null);
            }
            case UNSUPPORTED -> {
                learnedNothing(attempt);
                finish(lane, call, outcome, null, null);
            }
        }
    }

    private void learnedNothing(Attempt<?> attempt) {
        AccountBudget account = dispatcher.budget();
        if (account != null) {
            account.learnedNothing(attempt.domain);
        }
    }

    private boolean hasMoved(Peer peer) {
        return !peer.equals(core.intake().present(peer));
    }

    private <T> void throttled(Attempt<T> attempt, Failure.Throttled flood, long now) {
        Lane lane = attempt.lane;
        Call<T> call = attempt.call;
        Duration pause = Jitter.lengthen(flood.retryAfter(), chance);
        AccountBudget account = dispatcher.budget();
        long until = now + pause.toNanos();
        if (account != null) {
            Gate gate = account.flooded(refusal(attempt, flood), pause, now);
            core.account()
                    .flooded(new Event.FloodWaited(
                            pause,
                            gate.scope(),
                            attempt.domain.method().name(),
                            core.intake().chatId(lane.peer)));
            relieve(account, gate, now);
        }
        call.flooded += pause.toNanos();
        boolean mayWait = call.waitsForFloods() || retry.allows(Budget.FLOOD, call.spent);
        if (!mayWait || outlasts(call, until, now)) {
            finish(lane, call, Outcome.failed(flood), "FLOOD_WAIT", pause);
            return;
        }
        again(lane, call, flood, Budget.FLOOD, until, now);
    }

    private Refusal refusal(Attempt<?> attempt, Failure.Throttled flood) {
        return new Refusal(
                attempt.domain,
                attempt.lane.peer,
                flood.scope(),
                flood.retryAfter(),
                attempt.startedAt,
                core.account().shared() != null);
    }

    /** A gate was closed: callers who do not want to wait that long are told at once, wherever they stand. */
    private void relieve(AccountBudget account, Gate closed, long now) {
        Peer peer = closed.peer();
        List<Lanes.Waiting> waiting = peer == null
                ? dispatcher.lanes().impatient()
                : dispatcher.lanes().impatient(peer);
        for (Lanes.Waiting behind : waiting) {
            Call<?> call = behind.call();
            long until = account.gate(call.domain(behind.peer()), behind.peer(), now);
            if (until != Gates.PROBING && outlasts(call, until, now)) {
                flooded(call, behind.peer(), Duration.ofNanos(until - now));
            }
        }
    }

    private static <T> void flooded(Call<T> call, Peer peer, Duration wait) {
        call.conclude(new Ending<>(throttled(wait.toNanos()), "FLOOD_WAIT", wait, peer));
    }

    private <T> void passing(Lane lane, Call<T> call, Outcome<T> outcome, Failure failure, long now) {
        Budget spends = RetryPolicy.budgetOf(failure);
        String gone = core.intake().gone();
        if (gone != null) {
            finish(lane, call, outcome, gone, null);
        } else if (!dispatcher.isRunning()) {
            // the connection is gone for all: it is the session that tries again, not each call
            stand(lane, call, now);
        } else if (retry.allows(spends, call.spent)) {
            again(
                    lane,
                    call,
                    failure,
                    spends,
                    now + retry.delay(spends, call.spent, chance).toNanos(),
                    now);
        } else {
            finish(lane, call, outcome, null, null);
        }
    }

    private <T> void unsure(Attempt<T> attempt, Outcome<T> outcome, Failure failure, long now) {
        Lane lane = attempt.lane;
        Call<T> call = attempt.call;
        if (call.isRepeatable()) {
            repeat(lane, call, outcome, failure, now);
            return;
        }
        call.unsure = true;
        if (core.capabilities().offers(Feature.DEDUPLICATION)) {
            repeat(lane, call, outcome, failure, now);
            return;
        }
        CompletionStage<Outcome<T>> settled = call.settle(core, core.intake().present(lane.peer), attempt.startedAt);
        if (settled == null) {
            finish(lane, call, outcome, null, null);
            return;
        }
        settled.whenCompleteAsync(
                (answer, bug) -> {
                    settled(lane, call, answer == null ? outcome : answer, failure);
                    dispatcher.pump();
                },
                core.strand());
    }

    /** What the caller's rule found out about an attempt whose answer was lost. */
    private <T> void settled(Lane lane, Call<T> call, Outcome<T> answer, Failure failure) {
        long now = dispatcher.now();
        boolean mayRepeat = !answer.isDone() && !(answer.failure() instanceof Failure.Ambiguous);
        if (mayRepeat && retry.allows(Budget.NETWORK, call.spent)) {
            long pause = retry.delay(Budget.NETWORK, call.spent, chance).toNanos();
            again(lane, call, failure, Budget.NETWORK, now + pause, now);
        } else {
            finish(lane, call, answer, null, null);
        }
    }

    /** The answer was lost and a repetition does no harm. The attempt may have had its effect: it does not stand back. */
    private <T> void repeat(Lane lane, Call<T> call, Outcome<T> outcome, Failure failure, long now) {
        if (core.intake().gone() != null || (dispatcher.isRunning() && !retry.allows(Budget.NETWORK, call.spent))) {
            finish(lane, call, outcome, null, null);
            return;
        }
        if (dispatcher.isRunning()) {
            lane.heldUntil =
                    now + retry.delay(Budget.NETWORK, call.spent, chance).toNanos();
            call.spent = call.spent.plus(Budget.NETWORK);
        }
        core.tally().retried(failure);
        call.flying = false;
        dispatcher.lanes().land(lane, false, now);
    }

    private <T> void again(Lane lane, Call<T> call, Failure failure, Budget spends, long until, long now) {
        if (call.deadline != Call.NEVER && until > call.deadline) {
            finish(lane, call, Outcome.failed(failure), "DEADLINE", null);
            return;
        }
        call.spent = call.spent.plus(spends);
        core.tally().retried(failure);
        lane.heldUntil = until;
        stand(lane, call, now);
    }

    /** The attempt is over and had no effect: the call waits at the head of its lane, if its session has a future. */
    <T> void stand(Lane lane, Call<T> call, long now) {
        String gone = core.intake().gone();
        if (gone != null) {
            Failure failure = new Failure.Unavailable(Failure.Origin.NETWORK, "the session is " + core.state());
            finish(lane, call, Outcome.failed(failure), gone, null);
            return;
        }
        call.flying = false;
        if (!call.unsure) {
            call.stoodBack();
        }
        dispatcher.lanes().land(lane, false, now);
    }

    <T> void finish(
            Lane lane, Call<T> call, Outcome<T> outcome, @Nullable String reason, @Nullable Duration retryAfter) {
        lane.heldUntil = Long.MIN_VALUE;
        call.over = true;
        call.flying = false;
        Peer peer = lane.peer;
        dispatcher.lanes().land(lane, true, dispatcher.now());
        core.tally()
                .queued(
                        call.trafficClass,
                        dispatcher.lanes().depth(call.trafficClass),
                        dispatcher.lanes().size());
        call.conclude(new Ending<>(outcome, reason, retryAfter, peer));
    }

    /** Whether a gate stays closed longer than the caller of that call wants to wait. */
    static boolean outlasts(Call<?> call, long until, long now) {
        return until - now > call.floodPatience() || (call.deadline != Call.NEVER && until > call.deadline);
    }

    static <T> Outcome<T> throttled(long nanos) {
        return Outcome.failed(new Failure.Throttled(Duration.ofNanos(nanos), FloodScope.REQUEST, "FLOOD_WAIT"));
    }
}
