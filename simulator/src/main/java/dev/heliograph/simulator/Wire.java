// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator;

import dev.heliograph.model.AccountId;
import dev.heliograph.model.ConnectionState;
import dev.heliograph.model.Event;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Media;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SentMessage;
import dev.heliograph.model.TransferProgress;
import dev.heliograph.simulator.world.Answer;
import dev.heliograph.simulator.world.Call;
import dev.heliograph.simulator.world.Dice;
import dev.heliograph.simulator.world.Fault;
import dev.heliograph.simulator.world.SessionKey;
import dev.heliograph.simulator.world.TelegramError;
import dev.heliograph.simulator.world.World;
import dev.heliograph.spi.transport.EventSink;
import dev.heliograph.spi.transport.SelfInfo;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One session's connection, with everything that may go wrong on the way. A request is decided about three times: when it
 * leaves, when it arrives, and when its answer leaves. Confined to the door's strand.
 */
final class Wire {
    private final Door door;
    private final World world;
    private final SessionKey key;
    private final Dice dice;
    private final EventPump pump;
    private final Set<Exchange<?>> underWay = new LinkedHashSet<>();
    private final AtomicBoolean fetching = new AtomicBoolean();
    private final Runnable wake = this::wake;
    /** Who waits for the attempt to connect that is under way. */
    private final List<CompletableFuture<Outcome<SelfInfo>>> asking = new ArrayList<>();

    private int attempt;
    private boolean ready;
    private boolean closed;

    Wire(Door door, SessionKey key, EventSink sink) {
        this.door = door;
        this.world = door.world();
        this.key = key;
        this.dice = Dice.of(world.settings().seed(), "way of " + key.session());
        this.pump = new EventPump(door, sink);
    }

    String session() {
        return key.session();
    }

    CompletionStage<Outcome<SelfInfo>> connect() {
        CompletableFuture<Outcome<SelfInfo>> asked = new CompletableFuture<>();
        long sentAt = door.now();
        door.strand().execute(() -> {
            if (closed) {
                asked.complete(unavailable("the transport is closed"));
            } else if (ready) {
                asked.complete(Outcome.done(self()));
            } else {
                asking.add(asked);
                if (asking.size() == 1) {
                    pump.offer(new Event.ConnectionChanged(ConnectionState.CONNECTING, null));
                    knock(++attempt, sentAt, true);
                }
            }
        });
        return asked;
    }

    CompletionStage<Void> disconnect() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        door.strand().execute(() -> {
            drop(null);
            done.complete(null);
        });
        return done;
    }

    /** On the strand: as {@link #disconnect}, and nothing is delivered any more. */
    void close() {
        drop(null);
        closed = true;
        pump.close();
    }

    /** On the strand: the connection breaks by itself. */
    void breakDown() {
        drop(new Failure.Unavailable(Failure.Origin.NETWORK, "the connection broke"));
    }

    <T> Exchange<T> exchange(boolean effect, Function<Call, Answer<T>> body, Function<SentMessage, T> standing) {
        return new Exchange<>(effect, door.now(), body, standing);
    }

    <T> CompletionStage<Outcome<T>> post(Exchange<T> exchange) {
        door.strand().execute(() -> depart(exchange));
        return exchange.future();
    }

    <T> CompletionStage<Outcome<T>> post(Exchange<T> exchange, Media media, TransferProgress progress) {
        Upload upload = new Upload(door, progress, () -> ready, failure -> {
            if (failure == null) {
                depart(exchange);
            } else {
                exchange.fail(failure);
            }
        });
        upload.start(media);
        return exchange.future();
    }

    private void depart(Exchange<?> exchange) {
        if (!ready) {
            exchange.fail(new Failure.Unavailable(Failure.Origin.NETWORK, "not connected"));
        } else if (world.strikes(Fault.LOST_BEFORE)) {
            exchange.fail(new Failure.Unavailable(Failure.Origin.NETWORK, "nothing could be written"));
        } else {
            underWay.add(exchange);
            door.after(door.oneWay(dice), () -> arrive(exchange));
        }
    }

    private <T> void arrive(Exchange<T> exchange) {
        // where the connection broke under way, the request went down with it
        if (exchange.isOver()) {
            return;
        }
        if (world.strikes(Fault.LOST_UNREAD)) {
            door.after(door.oneWay(dice), () -> lose(exchange));
            return;
        }
        Answer<T> answer = exchange.carryOut(new Call(key, exchange.sentAt(), door.now()));
        door.arm();
        if (world.strikes(Fault.DISCONNECTS)) {
            breakDown();
            return;
        }
        if (answer.error() == null && world.strikes(Fault.SERVER_ERRORS_AFTER)) {
            door.after(door.oneWay(dice), () -> lose(exchange, "the server answered 500: RPC_CALL_FAIL"));
            return;
        }
        long delay = world.strikes(Fault.DELAYS) ? world.draw(Fault.DELAYS, 1_000_000_000L, 45_000_000_000L) : 0;
        boolean lost = world.strikes(Fault.LOST_AFTER);
        door.after(delay + door.oneWay(dice), lost ? () -> lose(exchange) : () -> finish(exchange, answer));
    }

    private void lose(Exchange<?> exchange) {
        lose(exchange, "the answer was lost");
    }

    private void lose(Exchange<?> exchange, String reason) {
        underWay.remove(exchange);
        exchange.lose(reason);
    }

    private <T> void finish(Exchange<T> exchange, Answer<T> answer) {
        if (exchange.isOver()) {
            return;
        }
        underWay.remove(exchange);
        if (answer.error() != null) {
            world.delivered(answer.error(), door.now());
        }
        Failure failure = exchange.answer(answer, door).failure();
        if (failure != null && failure.kind() == Failure.Kind.SESSION_LOST) {
            drop(failure);
        }
    }

    private void knock(int mine, long sentAt, boolean mayMove) {
        if (world.strikes(Fault.REFUSED_CONNECTIONS)) {
            door.after(door.oneWay(dice), () -> settle(mine, unavailable("the connection was refused")));
            return;
        }
        // two round trips to agree on a key, one to sign in
        door.after(3 * door.oneWay(dice), () -> signIn(mine, sentAt, mayMove));
    }

    private void signIn(int mine, long sentAt, boolean mayMove) {
        if (isGivenUp(mine)) {
            return;
        }
        TelegramError error =
                world.connect(new Call(key, sentAt, door.now()), wake).error();
        door.arm();
        if (error != null && error.code() == 303 && mayMove) {
            door.after(door.oneWay(dice), () -> knock(mine, sentAt, false));
            return;
        }
        door.after(door.oneWay(dice), () -> settle(mine, error == null ? Outcome.done(self()) : refusal(error)));
    }

    private Outcome<SelfInfo> refusal(TelegramError error) {
        world.delivered(error, door.now());
        return Outcome.failed(door.meaning(error).orElseThrow());
    }

    /** Whether the attempt was broken off by a disconnection. */
    private boolean isGivenUp(int mine) {
        return mine != attempt || asking.isEmpty();
    }

    private void settle(int mine, Outcome<SelfInfo> outcome) {
        if (isGivenUp(mine)) {
            return;
        }
        ready = outcome.isDone();
        pump.offer(new Event.ConnectionChanged(
                outcome.isDone() ? ConnectionState.READY : ConnectionState.DISCONNECTED, outcome.failure()));
        answerAll(outcome);
        if (ready) {
            // what happened while it was away
            wake();
        }
    }

    /** Ends the connection, with a cause where it was not asked for. */
    private void drop(@Nullable Failure cause) {
        world.disconnect(key, wake);
        boolean wasUp = ready || !asking.isEmpty();
        ready = false;
        List<Exchange<?>> lost = new ArrayList<>(underWay);
        underWay.clear();
        if (wasUp) {
            pump.offer(new Event.ConnectionChanged(ConnectionState.DISCONNECTED, cause));
        }
        for (Exchange<?> exchange : lost) {
            exchange.lose("the connection broke before the answer came");
        }
        answerAll(unavailable("disconnected while connecting"));
    }

    private void answerAll(Outcome<SelfInfo> outcome) {
        List<CompletableFuture<Outcome<SelfInfo>>> waiting = new ArrayList<>(asking);
        asking.clear();
        waiting.forEach(asked -> asked.complete(outcome));
    }

    /** Called by the world, on any thread and with the world held: hands over only. */
    private void wake() {
        if (fetching.compareAndSet(false, true)) {
            door.strand().execute(() -> door.after(door.oneWay(dice), this::fetch));
        }
    }

    private void fetch() {
        fetching.set(false);
        if (closed || !ready) {
            return;
        }
        TelegramError death = world.death(key);
        if (death != null) {
            drop(door.meaning(death).orElseThrow());
            return;
        }
        world.fetch(key).forEach(pump::offer);
    }

    private SelfInfo self() {
        return new SelfInfo(
                new AccountId(key.account().id()),
                key.account().isBot(),
                key.account().username());
    }

    private static Outcome<SelfInfo> unavailable(String reason) {
        return Outcome.failed(new Failure.Unavailable(Failure.Origin.NETWORK, reason));
    }
}
