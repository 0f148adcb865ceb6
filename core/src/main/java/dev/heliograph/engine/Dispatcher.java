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
import dev.heliograph.spi.time.Alarm;
import dev.heliograph.spi.transport.Feature;
import dev.heliograph.spi.transport.Link;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Lets calls leave when their lane, their limits and their gates allow it, and decides what each answer means. Runs on
 * the session's strand.
 */
final class Dispatcher {
    /** While only the answer of a probe can open a gate, look again this often: another session may have made it. */
    private static final long PROBE_POLL = Duration.ofMillis(100).toNanos();

    private final SessionCore core;
    private final Lanes lanes = new Lanes();
    private final Flights flights;
    private final RandomGenerator chance;
    private RetryPolicy retry;
    private @Nullable AccountBudget budget;
    private boolean running;
    private @Nullable Alarm alarm;
    private long alarmAt = Call.NEVER;
    private boolean pumpPosted;
    private long learned;

    Dispatcher(SessionCore core, RetryConfig retry) {
        this.core = core;
        this.retry = new RetryPolicy(retry);
        this.flights =
                new Flights(core.strand(), core.timeline()::nanos, core.config().timeout());
        this.chance = core.timeline().chance("dispatch/" + core.config().sessionName());
    }

    Lanes lanes() {
        return lanes;
    }

    int inFlight() {
        return flights.size();
    }

    void retry(RetryConfig config) {
        retry = new RetryPolicy(config);
    }

    /** Calls may leave from now on, under that budget. */
    void resume(AccountBudget account) {
        budget = account;
        running = true;
        pump();
    }

    /** No call leaves until {@link #resume}; those in flight are answered by their link. */
    void pause() {
        running = false;
    }

    /** Queues a call. */
    void add(Peer peer, Call<?> call) {
        lanes.add(peer, call);
        core.tally().queued(call.trafficClass, lanes.depth(call.trafficClass), lanes.size());
        pumpSoon();
    }

    /** Other limits or gates hold from now on: look again. */
    void pumpSoon() {
        if (!pumpPosted) {
            pumpPosted = true;
            core.strand().execute(() -> {
                pumpPosted = false;
                pump();
            });
        }
    }

    /** When a call to that chat could leave if it stood at the head of its lane, and what holds it. */
    Admission admission(Domain domain, Peer peer) {
        long now = now();
        if (budget == null || !running) {
            return new Admission(now, Admission.Hold.CONNECTION);
        }
        return budget.domain(domain, now).and(budget.chat(domain, peer, now));
    }

    private void pump() {
        AccountBudget account = budget;
        if (!running || account == null) {
            return;
        }
        long now = now();
        lanes.wake(now);
        for (Lane lane = next(account, now); lane != null; lane = next(account, now)) {
            Call<?> head = lane.head();
            if (head == null || head.over) {
                lanes.land(lane, false, now);
                continue;
            }
            Admission chat = account.chat(head.domain(lane.peer), lane.peer, now);
            if (chat.isOpen(now)) {
                launch(account, lane, head, now);
            } else if (chat.hold() == Admission.Hold.CHAT_GATE && outlasts(head, chat.at(), now)) {
                finish(lane, head, throttled(chat.at() - now), "FLOOD_WAIT", Duration.ofNanos(chat.at() - now));
            } else {
                lanes.hold(lane, chat.at() == Gates.PROBING ? now + PROBE_POLL : chat.at());
            }
        }
        schedule(account, now);
    }

    private @Nullable Lane next(AccountBudget account, long now) {
        return lanes.next(domain -> account.domain(domain, now).isOpen(now));
    }

    private void schedule(AccountBudget account, long now) {
        long at = lanes.nextDue();
        for (Domain domain : Domain.values()) {
            if (lanes.hasReady(domain)) {
                long open = account.domain(domain, now).at();
                at = Math.min(at, open == Gates.PROBING ? now + PROBE_POLL : Math.max(open, now + 1));
            }
        }
        if (at == Call.NEVER || (alarm != null && alarmAt <= at && alarmAt > now)) {
            return;
        }
        if (alarm != null) {
            alarm.cancel();
        }
        alarmAt = at;
        alarm = core.strand().after(Duration.ofNanos(at - now), this::pump);
    }

    private <T> void launch(AccountBudget account, Lane lane, Call<T> call, long now) {
        Domain domain = call.domain(lane.peer);
        account.left(domain, lane.peer, now);
        lanes.served(lane);
        call.flying = true;
        CompletionStage<Boolean> intent = call.intent();
        if (intent == null) {
            start(lane, call, domain);
            return;
        }
        intent.whenCompleteAsync(
                (stored, bug) -> {
                    if (Boolean.TRUE.equals(stored) && running) {
                        start(lane, call, domain);
                    } else {
                        account.neverLeft(domain, lane.peer);
                        intentFailed(lane, call, Boolean.TRUE.equals(stored));
                    }
                },
                core.strand());
    }

    private <T> void start(Lane lane, Call<T> call, Domain domain) {
        call.attempts++;
        Attempt<T> attempt = new Attempt<>(this, lane, call, domain, now());
        flights.add(attempt);
        Link link = core.link();
        CompletionStage<Outcome<T>> stage;
        try {
            stage = call.start(link, core.present(lane.peer));
        } catch (RuntimeException bug) {
            attempt.accept(null, bug);
            return;
        }
        stage.whenCompleteAsync(attempt, core.strand());
    }

    /** The intent was not stored, or the connection went while it was: nothing left this process. */
    private void intentFailed(Lane lane, Call<?> call, boolean stored) {
        long now = now();
        if (stored) {
            stand(lane, call, now);
        } else {
            call.over = true;
            lanes.land(lane, true, now);
            call.end(new Ending<>(
                    Outcome.failed(new Failure.Unavailable(Failure.Origin.SERVER, "the state store did not take it")),
                    "NOT_CLAIMED",
                    null,
                    lane.peer));
        }
        pumpSoon();
    }

    /** The answer of an attempt. */
    <T> void answered(Attempt<T> attempt, Outcome<T> outcome) {
        flights.landed();
        AccountBudget account = budget;
        Failure failure = outcome.failure();
        long now = now();
        if (account != null) {
            account.answered(attempt.domain, attempt.lane.peer, now);
            if (account.changes() != learned) {
                learned = account.changes();
                core.touched();
            }
        }
        core.tally().answered(failure, now);
        if (failure == null) {
            if (account != null) {
                account.passed(attempt.domain, attempt.lane.peer, now);
            }
            finish(attempt.lane, attempt.call, outcome, null, null);
        } else {
            failed(attempt, outcome, failure, now);
        }
        pump();
    }

    private <T> void failed(Attempt<T> attempt, Outcome<T> outcome, Failure failure, long now) {
        Lane lane = attempt.lane;
        Call<T> call = attempt.call;
        AccountBudget account = budget;
        switch (failure.kind()) {
            case THROTTLED -> throttled(attempt, (Failure.Throttled) failure, now);
            case UNAVAILABLE -> {
                if (account != null) {
                    account.learnedNothing();
                }
                passing(lane, call, outcome, failure, now);
            }
            case AMBIGUOUS -> {
                if (account != null) {
                    account.learnedNothing();
                }
                unsure(attempt, outcome, failure, now);
            }
            case REJECTED -> {
                if (account != null) {
                    account.passed(attempt.domain, lane.peer, now);
                }
                core.rejected((Failure.Rejected) failure);
                finish(lane, call, outcome, null, null);
            }
            case SESSION_LOST -> {
                core.lost(failure.reason());
                finish(lane, call, outcome, "SESSION_LOST", null);
            }
            case UNSUPPORTED -> finish(lane, call, outcome, null, null);
        }
    }

    private <T> void throttled(Attempt<T> attempt, Failure.Throttled flood, long now) {
        Lane lane = attempt.lane;
        Call<T> call = attempt.call;
        Duration pause = Jitter.lengthen(flood.retryAfter(), chance);
        AccountBudget account = budget;
        long until = now + pause.toNanos();
        if (account != null) {
            Gate gate = account.flooded(attempt.domain, lane.peer, flood.scope(), pause, now);
            core.flooded(new Event.FloodWaited(
                    pause, gate.scope(), attempt.domain.method().name(), core.chatId(lane.peer)));
            relieve(account, now);
        }
        call.flooded += pause.toNanos();
        boolean mayWait = call.waitsForFloods() || retry.allows(Budget.FLOOD, call.spent);
        if (!mayWait || outlasts(call, until, now)) {
            finish(lane, call, Outcome.failed(flood), "FLOOD_WAIT", pause);
            return;
        }
        again(lane, call, flood, Budget.FLOOD, until, now);
    }

    /** A long flood came: callers who do not want to wait that long are told at once, wherever they stand. */
    private void relieve(AccountBudget account, long now) {
        for (Lanes.Waiting waiting : lanes.impatient()) {
            Call<?> call = waiting.call();
            long until = account.gate(call.domain(waiting.peer()), waiting.peer(), now);
            if (until != Gates.PROBING && outlasts(call, until, now)) {
                flooded(call, waiting.peer(), Duration.ofNanos(until - now));
            }
        }
    }

    private static <T> void flooded(Call<T> call, Peer peer, Duration wait) {
        call.over = true;
        call.end(new Ending<>(throttled(wait.toNanos()), "FLOOD_WAIT", wait, peer));
    }

    private <T> void passing(Lane lane, Call<T> call, Outcome<T> outcome, Failure failure, long now) {
        Budget spends = RetryPolicy.budgetOf(failure);
        String gone = core.gone();
        if (gone != null) {
            finish(lane, call, outcome, gone, null);
        } else if (!running) {
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
        if (call.isRepeatable() || core.capabilities().offers(Feature.DEDUPLICATION)) {
            repeat(lane, call, outcome, failure, now);
            return;
        }
        CompletionStage<Outcome<T>> settled = call.settle(core, core.present(lane.peer), attempt.startedAt);
        if (settled == null) {
            finish(lane, call, outcome, null, null);
            return;
        }
        settled.whenCompleteAsync(
                (answer, bug) -> {
                    if (answer == null || answer.failure() instanceof Failure.Ambiguous) {
                        finish(lane, call, outcome, null, null);
                    } else if (answer.isDone()) {
                        finish(lane, call, answer, null, null);
                    } else {
                        again(lane, call, failure, Budget.NETWORK, now(), now());
                    }
                    pump();
                },
                core.strand());
    }

    /** The answer was lost and a repetition does no harm. The attempt may have had its effect: it does not stand back. */
    private <T> void repeat(Lane lane, Call<T> call, Outcome<T> outcome, Failure failure, long now) {
        if (core.gone() != null || (running && !retry.allows(Budget.NETWORK, call.spent))) {
            finish(lane, call, outcome, null, null);
            return;
        }
        if (running) {
            lane.heldUntil =
                    now + retry.delay(Budget.NETWORK, call.spent, chance).toNanos();
            call.spent = call.spent.plus(Budget.NETWORK);
        }
        core.tally().retried(failure);
        call.flying = false;
        lanes.land(lane, false, now);
    }

    private void again(Lane lane, Call<?> call, Failure failure, Budget spends, long until, long now) {
        if (call.deadline != Call.NEVER && until > call.deadline) {
            finishLate(lane, call, failure);
            return;
        }
        call.spent = call.spent.plus(spends);
        core.tally().retried(failure);
        lane.heldUntil = until;
        stand(lane, call, now);
    }

    private void stand(Lane lane, Call<?> call, long now) {
        call.flying = false;
        call.stoodBack();
        lanes.land(lane, false, now);
    }

    private <T> void finishLate(Lane lane, Call<T> call, Failure failure) {
        finish(lane, call, Outcome.failed(failure), "DEADLINE", null);
    }

    private <T> void finish(
            Lane lane, Call<T> call, Outcome<T> outcome, @Nullable String reason, @Nullable Duration retryAfter) {
        lane.heldUntil = Long.MIN_VALUE;
        call.over = true;
        Peer peer = lane.peer;
        lanes.land(lane, true, now());
        core.tally().queued(call.trafficClass, lanes.depth(call.trafficClass), lanes.size());
        call.end(new Ending<>(outcome, reason, retryAfter, peer));
    }

    /** Whether a gate stays closed longer than the caller of that call wants to wait. */
    private static boolean outlasts(Call<?> call, long until, long now) {
        return until - now > call.floodPatience() || (call.deadline != Call.NEVER && until > call.deadline);
    }

    private static <T> Outcome<T> throttled(long nanos) {
        return Outcome.failed(new Failure.Throttled(Duration.ofNanos(nanos), FloodScope.REQUEST, "FLOOD_WAIT"));
    }

    private long now() {
        return core.timeline().nanos();
    }
}
