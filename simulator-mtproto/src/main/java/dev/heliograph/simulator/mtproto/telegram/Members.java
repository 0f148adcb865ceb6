// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.model.Event;
import dev.heliograph.simulator.mtproto.AuthKey;
import dev.heliograph.simulator.mtproto.Session;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import dev.heliograph.simulator.world.Account;
import dev.heliograph.simulator.world.Answer;
import dev.heliograph.simulator.world.Call;
import dev.heliograph.simulator.world.SessionKey;
import dev.heliograph.simulator.world.TelegramError;
import dev.heliograph.simulator.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Brings keys, accounts and boxes together. */
final class Members {
    private final World world;
    private final WorldClock clock;
    private final Desk desk;
    private final TreeMap<Long, Seat> seats = new TreeMap<>();
    private final TreeMap<Long, AccountBox> boxes = new TreeMap<>();
    private final TreeSet<Long> sentAway = new TreeSet<>();
    private final Map<Long, AuthKey> keys = new ConcurrentSkipListMap<>();

    Members(World world, WorldClock clock, Desk desk) {
        this.world = world;
        this.clock = clock;
        this.desk = desk;
    }

    /** What has come of a key. */
    Seat seat(AuthKey key) {
        return seats.computeIfAbsent(key.id(), id -> new Seat(key));
    }

    /** The box of an account, or null where nobody signed in yet. */
    @Nullable
    AccountBox box(long account) {
        return boxes.get(account);
    }

    /** The seats of an account. */
    List<Seat> of(long account) {
        List<Seat> found = new ArrayList<>();
        for (Seat seat : seats.values()) {
            Member member = seat.member;
            if (member != null && member.account().id() == account) {
                found.add(seat);
            }
        }
        return found;
    }

    /** Signs in: the world counts it and may refuse it. */
    Member signIn(Seat seat, long id, boolean bot) {
        SessionKey session = session(seat, id, bot);
        Runnable wake = wake(seat, session);
        Answer<Account> answer = world.connect(new Call(session, clock.now(), clock.now()), wake);
        TelegramError refused = answer.error();
        if (refused != null && refused.code() == 303 && !sendAway(seat, id, refused)) {
            world.watch(session, wake, clock.now());
        } else if (refused != null) {
            throw Refusal.of(refused);
        }
        return sit(seat, session);
    }

    /** Whether the client is to turn to another data centre, which happens to an account once. */
    private boolean sendAway(Seat seat, long id, TelegramError migrated) {
        boolean elsewhere = !migrated.text().endsWith("_" + seat.dc());
        return elsewhere && sentAway.add(id);
    }

    /** Seats somebody who is signed in already elsewhere. */
    Member take(Seat seat, long id, boolean bot) {
        SessionKey session = session(seat, id, bot);
        world.watch(session, wake(seat, session), clock.now());
        return sit(seat, session);
    }

    /** Makes the account known to the world, before anybody is seated. May be called from any thread. */
    void expect(AuthKey key, long id, boolean bot) {
        SessionKey unused = session(new Seat(key), id, bot);
    }

    /** Signs out; the world forgets the session. */
    void signOut(Seat seat) {
        Member member = seat.member;
        if (member != null) {
            seat.member = null;
            keys.remove(member.account().id(), seat.key);
            member.box().forget(seat.key);
            seat.key.release();
            world.incidents().revoke(seat.name());
        }
    }

    /** Ends a session from elsewhere: its client finds out. */
    void expel(Seat seat) {
        if (seat.member != null) {
            world.incidents().revoke(seat.name());
        }
    }

    /** The key by which an account signed in last, or null. May be asked from any thread. */
    @Nullable
    AuthKey keyOf(long account) {
        return keys.get(account);
    }

    /** A key is gone, and with it whatever was done by it. */
    void leave(AuthKey key) {
        Seat seat = seats.remove(key.id());
        if (seat != null) {
            signOut(seat);
        }
    }

    /** Why that member is no longer admitted, or null. */
    @Nullable
    TelegramError death(Member member) {
        return world.death(member.session());
    }

    private SessionKey session(Seat seat, long id, boolean bot) {
        return world.key(
                seat.name(), id, bot, bot ? "bot" + id + "_bot" : desk.facts().username(id));
    }

    private Member sit(Seat seat, SessionKey session) {
        Member member =
                new Member(session, boxes.computeIfAbsent(session.account().id(), id -> open(session)));
        seat.member = member;
        seat.owesPassword = null;
        seat.attempt = null;
        keys.put(session.account().id(), seat.key);
        seat.key.keep();
        return member;
    }

    private AccountBox open(SessionKey first) {
        Account account = first.account();
        SessionKey watch =
                world.key("mtproto-watch-" + account.id(), account.id(), account.isBot(), account.username());
        AccountBox box = new AccountBox(world, watch, desk);
        world.watch(watch, once(box::pump), clock.now());
        return box;
    }

    /** The session is told of nothing by itself, since its box tells it; but it may come to its end. */
    private Runnable wake(Seat seat, SessionKey session) {
        return once(() -> {
            List<Event> told = world.fetch(session);
            if (told.isEmpty() && world.death(session) != null) {
                hurry(seat);
            }
        });
    }

    /** Makes clients of a session that was ended ask, so that they learn of it. */
    private void hurry(Seat seat) {
        Member member = seat.member;
        if (member != null) {
            for (Session session : member.box().listenersOf(seat.key)) {
                session.push(TlObject.of("updatesTooLong"));
            }
        }
    }

    private Runnable once(Runnable task) {
        AtomicBoolean coming = new AtomicBoolean();
        return () -> {
            if (coming.compareAndSet(false, true)) {
                clock.execute(() -> {
                    coming.set(false);
                    task.run();
                });
            }
        };
    }
}
