// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.simulator.mtproto.AuthKey;
import dev.heliograph.simulator.mtproto.RpcException;
import dev.heliograph.simulator.mtproto.RpcHandler;
import dev.heliograph.simulator.mtproto.Session;
import dev.heliograph.simulator.mtproto.tl.TlException;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import dev.heliograph.simulator.world.Fault;
import dev.heliograph.simulator.world.TelegramError;
import dev.heliograph.simulator.world.World;
import dev.heliograph.spi.PluginContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Answers the calls of clients from a world, and lets happen to them on the way what the world or a test has in mind.
 *
 * <p>What is public may be used from any thread.
 */
public final class Telegram implements RpcHandler, AutoCloseable {
    /** Of files that were sent, and as many of files that are on their way in. */
    private static final long MOST_BYTES = 256L * 1024 * 1024;

    private static final long SECOND = 1_000_000_000L;
    /** Calls that were under way when a refusal reached the client do not count as made in spite of it. */
    private static final long GRACE = SECOND / 10;

    private final World world;
    private final WorldClock clock;
    private final Calls calls = new Calls();
    private final Members members;
    private final Lines lines = new Lines();
    private final Controls controls;
    private final Switches switches = new Switches();
    private volatile boolean closed;

    private Telegram(World world, PluginContext context) {
        this.world = world;
        this.clock = new WorldClock(world, context);
        Town town = new Town();
        Facts facts = new Facts(world, town);
        Desk desk = new Desk(clock, facts, new MessageWriter(world));
        this.members = new Members(world, clock, desk);
        RandomGenerator chance = context.timeline().chance("logins");
        LoginTokens tokens = new LoginTokens(members, town, desk, chance);
        this.controls = new Controls(clock, town, members, switches, lines, tokens);
        new Logins(members, town, desk, chance).addTo(calls);
        new Passwords(members, town, desk, chance).addTo(calls);
        tokens.addTo(calls);
        new Sittings(members, desk).addTo(calls);
        new Startup(desk).addTo(calls);
        new People(desk).addTo(calls);
        new Sends(desk).addTo(calls);
        new Changes(desk).addTo(calls);
        new Schedules(desk).addTo(calls);
        new Forwards(desk).addTo(calls);
        new Reads(desk, members).addTo(calls);
        new Typing(desk, members).addTo(calls);
        new Groups(desk, members, new Roll(world)).addTo(calls);
        addFiles(desk);
        new Readings(desk).addTo(calls);
        new Dialogs(desk).addTo(calls);
        new Updates(desk).addTo(calls);
    }

    private void addFiles(Desk desk) {
        FileStore store = new FileStore(MOST_BYTES);
        Uploads uploads = new Uploads(MOST_BYTES);
        uploads.addTo(calls);
        new MediaSends(desk, new MediaReader(uploads, store, clock)).addTo(calls);
        new Downloads(store).addTo(calls);
    }

    /**
     * Answers from that world.
     *
     * @param context lends time
     */
    public static Telegram over(World world, PluginContext context) {
        return new Telegram(world, context);
    }

    /** Ways for tests to look and to interfere. */
    public Controls controls() {
        return controls;
    }

    @Override
    public CompletionStage<TlObject> call(AuthKey key, Session session, TlObject query) {
        CompletableFuture<TlObject> answer = new CompletableFuture<>();
        switches.called(query.name());
        clock.execute(() -> arrive(key, session, query, answer));
        return answer;
    }

    @Override
    public void began(AuthKey key, Session session) {
        lines.add(key, session);
        if (world.strikes(Fault.REFUSED_CONNECTIONS)) {
            session.disconnect();
        }
    }

    @Override
    public void destroyed(AuthKey key) {
        clock.execute(() -> members.leave(key));
    }

    @Override
    public void close() {
        closed = true;
        clock.execute(clock::close);
    }

    private void arrive(AuthKey key, Session session, TlObject query, CompletableFuture<TlObject> answer) {
        if (closed || world.strikes(Fault.LOST_BEFORE) || world.strikes(Fault.LOST_UNREAD)) {
            lose(session, answer);
            return;
        }
        Seat seat = members.seat(key);
        TlObject result = null;
        Refusal refusal = switches.takeFailure(query.name());
        if (refusal == null) {
            try {
                result = run(seat, session, query);
            } catch (Refusal refused) {
                refusal = refused;
            } catch (TlException malformed) {
                refusal = Refusal.of(400, "INPUT_REQUEST_INVALID");
            } catch (RuntimeException defect) {
                answer.completeExceptionally(defect);
                return;
            } finally {
                clock.arm();
            }
        }
        if (refusal == null && world.strikes(Fault.SERVER_ERRORS_AFTER)) {
            refusal = Refusal.of(500, "RPC_CALL_FAIL");
        }
        leave(session, query.name(), answer, result, refusal);
    }

    private TlObject run(Seat seat, Session session, TlObject parameters) {
        TelegramCall call = calls.find(parameters.name());
        if (call == null) {
            switches.unknown(parameters.name());
            throw Refusal.of(400, "METHOD_NOT_EMULATED");
        }
        Query query = new Query(world, seat, session, parameters, clock.now());
        if (!calls.isOpen(parameters.name())) {
            TelegramError death = members.death(query.member());
            if (death != null) {
                throw Refusal.of(death);
            }
        }
        return call.answer(query);
    }

    private void leave(
            Session session,
            String method,
            CompletableFuture<TlObject> answer,
            @Nullable TlObject result,
            @Nullable Refusal refusal) {
        boolean lost = switches.takeLoss(method) || world.strikes(Fault.LOST_AFTER);
        boolean breaks = world.strikes(Fault.DISCONNECTS);
        long late = world.strikes(Fault.DELAYS) ? world.draw(Fault.DELAYS, SECOND, 45 * SECOND) : 0;
        clock.after(switches.delayOf(method).plusNanos(late), () -> {
            if (lost) {
                lose(session, answer);
                return;
            }
            if (breaks) {
                session.disconnect();
            }
            if (refusal == null) {
                answer.complete(result);
                return;
            }
            TelegramError error = refusal.error();
            if (error != null) {
                world.delivered(error, clock.now() + GRACE);
            }
            answer.completeExceptionally(refusal.toRpc());
        });
    }

    /** Nothing is heard of the call any more, and its connection breaks. */
    private static void lose(Session session, CompletableFuture<TlObject> answer) {
        answer.completeExceptionally(RpcException.silence());
        session.disconnect();
    }
}
