// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.ConnectionState;
import dev.heliograph.model.Event;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.Reach;
import dev.heliograph.model.Reasons;
import dev.heliograph.model.SessionName;
import dev.heliograph.model.SessionState;
import dev.heliograph.policy.Jitter;
import dev.heliograph.policy.ReconnectDelay;
import dev.heliograph.policy.SessionLife;
import dev.heliograph.policy.SessionLife.Fact;
import dev.heliograph.spi.time.Alarm;
import dev.heliograph.spi.transport.SelfInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a session up and keeps it up: the first connection by the configured number of tries, a lost one for ever, a
 * session that Telegram no longer accepts never again. Runs on the session's strand.
 */
final class Connection {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final Duration FIRST_QUARANTINE = Duration.ofHours(1);
    private static final int LONGEST_QUARANTINE = 24;

    private final SessionCore core;
    private final RandomGenerator chance;
    private final List<Consumer<Outcome<SelfInfo>>> waiting = new ArrayList<>();
    private volatile SessionState state = SessionState.DISCONNECTED;
    private volatile @Nullable SelfInfo self;
    private ReconnectDelay delay = new ReconnectDelay(0);
    private int triesLeft;
    private boolean wasReady;
    /** Whether somebody asked for this connection, so that the number of tries is limited. */
    private boolean explicit;
    /** Whether the sign-in was answered and what is known of the account is being fetched. */
    private boolean adopting;

    private int quarantines;
    private long quarantinedUntil = Long.MIN_VALUE;
    /** Tells answers of an earlier try from those of the present one. */
    private long epoch;

    private @Nullable Alarm retry;
    /** One process at a time connects a session: two would have Telegram revoke it. */
    private final Lease lease;

    private final CarriedQueue queue;
    private final Outage outage;
    /** Whether the lease is this process's, as far as it knows; read anywhere. */
    private volatile boolean leased;

    Connection(SessionCore core, Fleet fleet, String server) {
        this.core = core;
        this.queue = new CarriedQueue(core.strand(), () -> SessionLife.isConnected(state));
        this.outage = new Outage(core.config().sessionName(), server);
        SessionName name = core.config().sessionName();
        Lease own = core.config().share() ? Lease.FREE : fleet.lease("session/" + name, core.strand(), this::unleased);
        this.lease = fleet.belonging(name, core.strand(), own);
        this.chance = core.timeline().chance("connect/" + core.config().sessionName());
    }

    SessionState state() {
        return state;
    }

    /** Why it is not connected, or null. */
    @Nullable
    Failure trouble() {
        return outage.cause();
    }

    @Nullable
    SelfInfo self() {
        return self;
    }

    /** Until when the account may not write to strangers; in the past where it may. */
    long restrictedUntil() {
        return quarantinedUntil;
    }

    /** Waits for a connection that stands, is being made or comes back by itself; calls back on the strand. */
    void await(Consumer<Outcome<SelfInfo>> then) {
        if (state == SessionState.DISCONNECTED) {
            then.accept(Outcome.failed(new Failure.Unavailable(Failure.Origin.NETWORK, "the client is not connected")));
        } else {
            connect(then);
        }
    }

    /** Connects, or waits for the connection that is being made; calls back on the strand. */
    void connect(Consumer<Outcome<SelfInfo>> then) {
        SelfInfo known = self;
        if (SessionLife.isConnected(state) && known != null) {
            then.accept(Outcome.done(known));
            return;
        }
        if (SessionLife.isOver(state)) {
            then.accept(Outcome.failed(
                    state == SessionState.CLOSED
                            ? Promises.closed()
                            : new Failure.SessionLost("the session is " + state)));
            return;
        }
        waiting.add(then);
        if (state == SessionState.DISCONNECTED) {
            explicit = true;
            triesLeft = core.config().connectionRetries();
            attempt();
        }
    }

    /** The transport says how the connection is. */
    void changed(ConnectionState connection, @Nullable Failure cause) {
        Failure why =
                cause == null ? new Failure.Unavailable(Failure.Origin.NETWORK, "the connection was lost") : cause;
        if (connection == ConnectionState.DISCONNECTED && SessionLife.isConnected(state)) {
            broken(why);
        } else if (connection == ConnectionState.DISCONNECTED && adopting) {
            // it broke between the sign-in and the answer of the state: what was signed in is gone
            answered(Outcome.failed(why));
        } else if (connection == ConnectionState.CONNECTING) {
            move(Fact.SIGN_IN);
        }
    }

    /** Telegram no longer accepts the session. */
    void lost(String reason) {
        if (!SessionLife.isOver(state)) {
            boolean wasUp = SessionLife.isConnected(state);
            outage.because(new Failure.SessionLost(reason));
            move(Fact.LOSE);
            down();
            if (wasUp) {
                core.tell(new Event.Disconnected(new Failure.SessionLost(reason), false));
            }
            core.tell(new Event.SessionGone(reason));
            LOG.atError()
                    .addKeyValue("session", core.config().sessionName())
                    .addKeyValue("reason", reason)
                    .log(
                            "Telegram no longer accepts the session; it is not tried again: {}",
                            core.config().remedy());
            answer(Outcome.failed(new Failure.SessionLost(reason)));
            core.intake().abandon(new Failure.SessionLost(reason), "SESSION_LOST");
            unlink().whenCompleteAsync((done, bug) -> release(() -> {}), core.strand());
        }
    }

    /** Where a refusal reaches every chat, the account is passed over for hours, longer each time. */
    void rejected(Failure refusal) {
        String reason = refusal.word();
        if (Reasons.reach(reason) != Reach.ACCOUNT || state != SessionState.READY) {
            return;
        }
        move(Fact.RESTRICT);
        long hours = Math.min(LONGEST_QUARANTINE, FIRST_QUARANTINE.toHours() << Math.min(quarantines++, 5));
        LOG.atWarn()
                .addKeyValue("session", core.config().sessionName())
                .addKeyValue("reason", reason)
                .addKeyValue("hours", hours)
                .log("the account may not write to strangers: the session is passed over");
        quarantinedUntil = core.timeline().nanos() + Duration.ofHours(hours).toNanos();
        core.strand().after(Duration.ofHours(hours), () -> move(Fact.RELEASE));
    }

    /** Breaks the connection for good or until {@link #connect}. */
    void disconnect(boolean forEver, Runnable then) {
        move(forEver ? Fact.CLOSE : Fact.DISCONNECT);
        outage.over();
        down();
        answer(Outcome.failed(new Failure.Unavailable(Failure.Origin.NETWORK, "the session was disconnected")));
        unlink().whenCompleteAsync((done, bug) -> release(then), core.strand());
    }

    private CompletionStage<Boolean> unlink() {
        return Ports.done(core.link()::disconnect);
    }

    /** From now on that queue is this process's while the session is. */
    void carry(Tenure tenure) {
        queue.carry(tenure);
    }

    /** Whether the session is this process's, and connected or coming back. */
    boolean isHere() {
        return leased && state != SessionState.DISCONNECTED && !SessionLife.isOver(state);
    }

    /** The session may become another process's: its queue with it. */
    private void release(Runnable then) {
        leased = false;
        queue.end();
        lease.release(then);
    }

    /** Whether a call may be written: another process may own the session once the lease is over. */
    boolean mayWrite() {
        return lease.isHeld();
    }

    /** The lease is over: nothing is written any more, and the connection goes before another process connects. */
    private void unleased(String why) {
        leased = false;
        Failure cause = new Failure.Unavailable(Failure.Origin.NETWORK, "the session's lease was lost: " + why);
        if (SessionLife.isConnected(state)) {
            broken(cause);
        } else if (state == SessionState.CONNECTING || state == SessionState.AUTHORIZING) {
            answered(Outcome.failed(cause));
        }
        queue.end();
        core.intake().takeBackRows();
        Object unused = unlink();
    }

    private void attempt() {
        if (retry != null) {
            retry.cancel();
            retry = null;
        }
        move(Fact.CONNECT);
        if (state != SessionState.CONNECTING) {
            return;
        }
        long present = ++epoch;
        lease.take(refused -> {
            if (present == epoch) {
                leased = refused == null;
                if (refused == null) {
                    connectLink(present);
                } else {
                    outage.because(refused);
                    goOn(refused);
                }
            }
        });
    }

    private void connectLink(long present) {
        Ports.ask(core.link()::connect)
                .whenCompleteAsync(
                        (outcome, bug) -> {
                            if (present == epoch) {
                                answered(
                                        outcome == null
                                                ? Outcome.failed(new Failure.Unavailable(
                                                        Failure.Origin.NETWORK, "the transport failed: " + bug))
                                                : outcome);
                            }
                        },
                        core.strand());
    }

    private void answered(Outcome<SelfInfo> outcome) {
        SelfInfo info = outcome.value();
        if (info != null) {
            self = info;
            adopting = true;
            long present = epoch;
            core.recount();
            core.account().adopt(info, () -> ready(present));
            return;
        }
        Failure failure = outcome.failure();
        if (failure != null) {
            if (failure.kind() != Failure.Kind.SESSION_LOST) {
                outage.failed(failure, core.timeline().nanos());
            }
            goOn(failure);
        }
    }

    /** The try failed: the next one, or none. */
    private void goOn(Failure failure) {
        adopting = false;
        epoch++;
        switch (failure.kind()) {
            case SESSION_LOST -> lost(failure.reason());
            case REJECTED, UNSUPPORTED -> giveUp(failure);
            case THROTTLED -> tryAgain(failure, Jitter.lengthen(((Failure.Throttled) failure).retryAfter(), chance));
            case UNAVAILABLE, AMBIGUOUS ->
                tryAgain(failure, explicit ? core.config().retryDelay() : delay.draw(chance));
        }
    }

    /** What the account knew is back: calls may leave. */
    private void ready(long epochOfAnswer) {
        SelfInfo info = self;
        if (epochOfAnswer != epoch || info == null) {
            return;
        }
        adopting = false;
        explicit = false;
        move(Fact.SIGNED_IN);
        if (core.timeline().nanos() < quarantinedUntil) {
            move(Fact.RESTRICT);
        }
        if (SessionLife.isConnected(state)) {
            outage.over();
            core.tally().connected(wasReady);
            LOG.atInfo()
                    .addKeyValue("session", core.config().sessionName())
                    .addKeyValue("account", info.account())
                    .log("connected");
            wasReady = true;
            delay = new ReconnectDelay(0);
            core.tell(new Event.ConnectionChanged(ConnectionState.READY, null));
            core.dispatcher().resume();
            queue.begin();
            answer(Outcome.done(info));
        }
    }

    private void broken(Failure cause) {
        if (cause.kind() == Failure.Kind.SESSION_LOST) {
            lost(cause.reason());
            return;
        }
        boolean again = core.config().autoReconnect();
        outage.because(cause);
        down();
        core.tell(new Event.ConnectionChanged(ConnectionState.DISCONNECTED, cause));
        core.tell(new Event.Disconnected(cause, again));
        LOG.atInfo()
                .addKeyValue("session", core.config().sessionName())
                .addKeyValue("cause", cause.kind())
                .addKeyValue("again", again)
                .log("the connection was lost");
        if (again) {
            move(Fact.CONNECTION_LOST);
            rest(delay.draw(chance));
        } else {
            move(Fact.DISCONNECT);
            core.intake().abandon(cause, "NOT_CONNECTED");
        }
    }

    private void tryAgain(Failure failure, Duration pause) {
        if (explicit && triesLeft-- <= 0) {
            giveUp(failure);
            return;
        }
        delay = delay.next();
        move(Fact.CONNECTION_LOST);
        rest(pause);
    }

    private void rest(Duration pause) {
        retry = core.strand().after(pause, () -> {
            retry = null;
            if (state == SessionState.RESTING) {
                attempt();
            }
        });
    }

    private void giveUp(Failure failure) {
        move(Fact.DISCONNECT);
        down();
        release(() -> {});
        answer(Outcome.failed(failure));
        core.intake().abandon(failure, "NOT_CONNECTED");
    }

    private void down() {
        epoch++;
        adopting = false;
        if (retry != null) {
            retry.cancel();
            retry = null;
        }
        core.dispatcher().pause();
        core.tally().disconnected();
    }

    private void move(Fact fact) {
        state = SessionLife.after(state, fact);
    }

    private void answer(Outcome<SelfInfo> outcome) {
        List<Consumer<Outcome<SelfInfo>>> answered = List.copyOf(waiting);
        waiting.clear();
        answered.forEach(then -> then.accept(outcome));
    }
}
