// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.simulator.mtproto.AuthKey;
import dev.heliograph.simulator.mtproto.LoopbackUser;
import dev.heliograph.simulator.world.World;
import java.time.Duration;
import java.util.List;

/** What tests can do and see. May be used from any thread; what it does to clients happens a moment later. */
public final class Controls {
    private final World world;
    private final WorldClock clock;
    private final Town town;
    private final Members members;
    private final Switches switches;
    private final Logins logins;

    Controls(World world, WorldClock clock, Town town, Members members, Switches switches, Logins logins) {
        this.world = world;
        this.clock = clock;
        this.town = town;
        this.members = members;
        this.switches = switches;
        this.logins = logins;
    }

    /** Adds somebody who can sign in by phone. */
    public void addUser(long id, LoopbackUser user) {
        town.settle(id, user);
    }

    /** Adds a bot of that token, which lives in that data centre, or with 0 in any. */
    public void addBot(String token, int homeDc) {
        town.addBot(token, homeDc);
    }

    /** Whether tokens that were not added are good. */
    public void admitUnknownBots(boolean admitted) {
        town.admitUnknownBots(admitted);
    }

    /** Seats an account at a key, as one who signed in elsewhere. */
    public void seat(AuthKey key, long account, boolean bot) {
        clock.execute(() -> members.take(members.seat(key), account, bot));
    }

    /** Nanoseconds since the world began. */
    public long now() {
        return clock.now();
    }

    /** Has the world look at what is due, after something was done to it. */
    public void arm() {
        clock.execute(clock::arm);
    }

    /** The name in the world of the session that a key has. */
    public String sessionOf(AuthKey key) {
        return new Seat(key).name();
    }

    /** The next updates of an account are numbered, and nobody is told of them. */
    public void loseUpdates(long account, int count) {
        clock.execute(() -> {
            AccountBox box = members.box(account);
            if (box != null) {
                box.swallow(count);
            }
        });
    }

    /** Refuses the next call of that method. */
    public void failNext(String method, int code, String text) {
        switches.failNext(method, code, text);
    }

    /** Carries out the next call of that method and loses its answer with the connection. */
    public void loseNextAnswer(String method) {
        switches.loseNext(method);
    }

    /** Has all answers to that method wait. */
    public void delay(String method, Duration span) {
        switches.delay(method, span);
    }

    /** The newest calls, oldest first. */
    public List<String> calls() {
        return switches.calls();
    }

    /** How often a method was called. */
    public int count(String method) {
        return switches.count(method);
    }

    /** Methods that were called and that nobody answers, in alphabetical order. */
    public List<String> unknownMethods() {
        return switches.unknown();
    }

    World world() {
        return world;
    }

    Logins logins() {
        return logins;
    }
}
