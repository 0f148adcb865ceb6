// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.Peer;
import dev.heliograph.model.RetryConfig;
import dev.heliograph.policy.Gates;
import dev.heliograph.spi.state.Grant;
import dev.heliograph.spi.time.Alarm;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Lets calls leave when their lane, their limits and their gates allow it, and leaves the rest to {@link Aftermath}. Runs on
 * the session's strand.
 */
final class Dispatcher {
    /** While only the answer of a probe can open a gate, look again this often: another session may have made it. */
    private static final long PROBE_POLL = Duration.ofMillis(100).toNanos();

    /**
     * A link ends a call that is out of time by itself, and knows whether it had left. Only where it does not is the engine to
     * say that nobody knows.
     */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final Duration STORE_PAUSE = Duration.ofSeconds(1);

    private final SessionCore core;
    private final SessionEstimate estimate;
    private final Lanes lanes;
    private final Flights flights;
    private final Aftermath aftermath;
    private @Nullable AccountBudget budget;
    private boolean running;
    /** Calls that left and have no answer yet; uploads apart. */
    private int calls;

    private int uploads;
    private @Nullable Alarm alarm;
    private long alarmAt = Call.NEVER;
    private boolean pumpPosted;

    Dispatcher(SessionCore core, RetryConfig retry) {
        this.core = core;
        this.estimate = new SessionEstimate(core.timeline()::nanos, this::budget);
        this.lanes = new Lanes(estimate);
        this.aftermath = new Aftermath(this.core, this, retry);
        this.flights = new Flights(
                core.strand(), core.timeline()::nanos, core.config().timeout().plus(GRACE));
    }

    Lanes lanes() {
        return lanes;
    }

    int inFlight() {
        return flights.size();
    }

    /** How many attempts are on their way whose calls are not kept in the outbox. */
    int callersInFlight() {
        return flights.callers();
    }

    Aftermath aftermath() {
        return aftermath;
    }

    @Nullable
    AccountBudget budget() {
        return budget;
    }

    boolean isRunning() {
        return running;
    }

    /** An attempt has its answer. */
    void landed(Attempt<?> attempt) {
        flights.landed();
        underWay(attempt.call, -1);
        if (!attempt.call.isUpload()) {
            estimate.answered(now() - attempt.startedAt);
        }
    }

    /** Calls may leave from now on, under the budget of the account. */
    void resume() {
        budget = core.account().budget();
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

    /**
     * Takes note of what a queue holds for this session besides the rows in its lanes.
     *
     * @param rows how many in all
     * @param chats how many for each of the chats with the most
     */
    void backlog(OutboxPump queue, long rows, Map<Peer, Long> chats) {
        estimate.backlog(queue, rows);
        chats.forEach(lanes::behind);
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

    void pump() {
        AccountBudget account = budget;
        if (!running || account == null) {
            return;
        }
        if (!core.connection().mayWrite()) {
            // either the lease is lost, and the connection will go, or it is renewed in a moment
            schedule(now() + PROBE_POLL);
            return;
        }
        long now = now();
        lanes.wake(now);
        for (Lane lane = next(account, now); lane != null; lane = next(account, now)) {
            if (!hasRoom(lane)) {
                lanes.hold(lane, now + PROBE_POLL);
                continue;
            }
            Call<?> head = lane.head();
            if (head == null || head.over) {
                lanes.land(lane, false, now);
                continue;
            }
            long released = core.connection().restrictedUntil();
            if (head.isRow() && released > now) {
                // what nobody waits for is not sent by an account that may not write to strangers
                lanes.hold(lane, released);
                continue;
            }
            Admission chat = account.chat(head.domain(lane.peer), lane.peer, now);
            if (chat.isOpen(now)) {
                launch(account, lane, head, now);
            } else if (chat.hold() == Admission.Hold.CHAT_GATE && Aftermath.outlasts(head, chat.at(), now)) {
                aftermath.finish(
                        lane,
                        head,
                        Aftermath.throttled(chat.at() - now),
                        "FLOOD_WAIT",
                        Duration.ofNanos(chat.at() - now));
            } else {
                lanes.hold(lane, chat.at() == Gates.PROBING ? now + PROBE_POLL : chat.at());
            }
        }
        schedule(account, now);
    }

    private @Nullable Lane next(AccountBudget account, long now) {
        return isFull()
                ? null
                : lanes.next(domain -> account.domain(domain, now).isOpen(now));
    }

    /** Whether the link has as many calls under way as it can carry: the next answer makes room. */
    private boolean isFull() {
        return calls >= core.capabilities().maxCalls();
    }

    private boolean hasRoom(Lane lane) {
        Call<?> head = lane.head();
        return head == null || !head.isUpload() || uploads < core.capabilities().maxUploads();
    }

    private void underWay(Call<?> call, int more) {
        if (call.isUpload()) {
            uploads += more;
        } else {
            calls += more;
        }
    }

    private void schedule(AccountBudget account, long now) {
        long at = lanes.nextDue();
        for (Domain domain : Domain.values()) {
            if (!isFull() && lanes.hasReady(domain)) {
                long open = account.domain(domain, now).at();
                at = Math.min(at, open == Gates.PROBING ? now + PROBE_POLL : Math.max(open, now + 1));
            }
        }
        schedule(at);
    }

    private void schedule(long at) {
        long now = now();
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
        account.left(domain, lane.peer, now, !call.isUpload());
        lanes.served(lane);
        call.flying = true;
        underWay(call, 1);
        SharedPace shared = core.account().shared();
        if (shared == null) {
            intend(account, lane, call, domain);
            return;
        }
        shared.take(
                        domain,
                        lane.peer,
                        account.limits(),
                        account.effective(lane.peer),
                        core.timeline().instant())
                .whenCompleteAsync((outcome, bug) -> shared(account, lane, call, domain, outcome), core.strand());
    }

    /** What other processes left of the account's permits. */
    private <T> void shared(
            AccountBudget account, Lane lane, Call<T> call, Domain domain, @Nullable Outcome<Grant> outcome) {
        Grant grant = outcome == null ? null : outcome.value();
        if (grant != null && grant.granted() && running) {
            intend(account, lane, call, domain);
            return;
        }
        // without an answer nothing is sent: it would be more than is allowed to all together
        Duration wait =
                grant == null ? STORE_PAUSE : Duration.between(core.timeline().instant(), grant.at());
        long now = now();
        long until = now + Math.max(0, wait.toNanos());
        account.neverLeft(domain, lane.peer);
        account.usedElsewhere(now, until);
        underWay(call, -1);
        call.flying = false;
        lane.heldUntil = until;
        lanes.land(lane, false, now);
        pumpSoon();
    }

    private <T> void intend(AccountBudget account, Lane lane, Call<T> call, Domain domain) {
        CompletionStage<Boolean> intent = call.intent();
        if (intent == null) {
            start(lane, call, domain);
            return;
        }
        intent.whenCompleteAsync(
                (stored, bug) -> {
                    if (Boolean.TRUE.equals(stored)
                            && running
                            && core.connection().mayWrite()) {
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
        Peer peer = core.intake().present(lane.peer);
        Attempt<T> attempt = new Attempt<>(aftermath, lane, call, domain, peer, now());
        flights.add(attempt);
        Throwable bug = Guarded.run(() -> call.start(core.link(), peer).whenCompleteAsync(attempt, core.strand()));
        if (bug != null) {
            attempt.accept(null, bug);
        }
    }

    /** The intent was not stored, or the connection went while it was: nothing left this process. */
    private <T> void intentFailed(Lane lane, Call<T> call, boolean stored) {
        underWay(call, -1);
        if (stored) {
            aftermath.stand(lane, call, now());
        } else {
            Failure failure = new Failure.Unavailable(Failure.Origin.SERVER, "the outbox does not hold it any more");
            aftermath.finish(lane, call, Outcome.failed(failure), "NOT_CLAIMED", null);
        }
        pumpSoon();
    }

    long now() {
        return core.timeline().nanos();
    }
}
