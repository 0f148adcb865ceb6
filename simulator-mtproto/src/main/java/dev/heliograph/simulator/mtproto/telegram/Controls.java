// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.model.Bytes;
import dev.heliograph.simulator.mtproto.AuthKey;
import dev.heliograph.simulator.mtproto.LoopbackUser;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What tests can do and see. May be used from any thread; what it does to clients happens a moment later. */
public final class Controls {
    private final WorldClock clock;
    private final Town town;
    private final Members members;
    private final Switches switches;
    private final Lines lines;
    private final LoginTokens tokens;

    Controls(WorldClock clock, Town town, Members members, Switches switches, Lines lines, LoginTokens tokens) {
        this.clock = clock;
        this.town = town;
        this.members = members;
        this.switches = switches;
        this.lines = lines;
        this.tokens = tokens;
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

    /** Seats an account at a key, as one who signed in elsewhere. The world knows it when this returns. */
    public void seat(AuthKey key, long account, boolean bot) {
        members.expect(key, account, bot);
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

    /** The key by which an account signed in last, or null. */
    public @Nullable AuthKey keyOf(long account) {
        return members.keyOf(account);
    }

    /** Somebody who is signed in elsewhere scans the code that a client shows. */
    public void scan(String link, long account) {
        Bytes code = LoginTokens.code(link);
        clock.execute(() -> tokens.tryScan(code, account));
    }

    /** Ends all sessions of an account. */
    public void revoke(long account) {
        clock.execute(() -> members.of(account).forEach(members::expel));
    }

    /** Cuts all connections. */
    public void cut() {
        lines.cut();
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
}
