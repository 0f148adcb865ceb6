// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

import dev.heliograph.model.Limit;
import dev.heliograph.model.Limits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Everything that one account did lately, against the limits of the server. */
final class Speed {
    /** What stopped a send; the published ones are those that a client can know. */
    record Stop(long waitNanos, boolean wholeAccount, boolean published) {}

    static final Stop NOTHING = new Stop(0, false, false);

    private Limits limits;
    private boolean published = true;
    private List<Meter> session = List.of();
    private List<Meter> groups = List.of();
    private List<Meter> tightened = List.of();
    private long tightenedUntil;
    private final Map<Long, Meter> chats = new HashMap<>();
    private final Map<Long, Meter> edits = new HashMap<>();
    private Meter resolve;
    private Meter history;
    private Meter login;

    Speed(Limits limits) {
        this.limits = limits;
        this.session = meters(limits.session());
        this.groups = meters(limits.groups());
        this.resolve = Meter.of(limits.resolve());
        this.history = Meter.of(limits.history());
        this.login = Meter.of(limits.login());
    }

    /** Other limits from now on, which no client was told of. */
    void change(Limits other) {
        limits = other;
        published = false;
        session = meters(other.session());
        groups = meters(other.groups());
        chats.clear();
        edits.clear();
        resolve = Meter.of(other.resolve());
        history = Meter.of(other.history());
        login = Meter.of(other.login());
    }

    /** The account as a whole is let through at that share of its speed for a while. */
    void tighten(double factor, long until) {
        tightened = meters(
                limits.session().stream().map(limit -> limit.scaled(factor)).toList());
        tightenedUntil = until;
    }

    /** What stops a message to that chat now; {@link #NOTHING} where it may pass. Takes nothing. */
    Stop onSend(long chatId, boolean group, long now) {
        long account = longest(session, now);
        long groupsWait = group ? longest(groups, now) : 0;
        long chat = chats.computeIfAbsent(chatId, id -> chatMeter(group)).waitNanos(now);
        if (account > 0) {
            return new Stop(account, true, published);
        }
        if (groupsWait > 0 || chat > 0) {
            return new Stop(Math.max(groupsWait, chat), false, published);
        }
        long tight = now < tightenedUntil ? longest(tightened, now) : 0;
        return tight > 0 ? new Stop(tight, true, false) : NOTHING;
    }

    /** Counts a message that was accepted. */
    void sent(long chatId, boolean group, long now) {
        session.forEach(meter -> meter.take(now));
        if (group) {
            groups.forEach(meter -> meter.take(now));
        }
        if (now < tightenedUntil) {
            tightened.forEach(meter -> meter.take(now));
        }
        chats.computeIfAbsent(chatId, id -> chatMeter(group)).take(now);
    }

    /** The count of a method that is not a send. */
    Meter meter(Method method, long chatId) {
        return switch (method) {
            case EDIT -> edits.computeIfAbsent(chatId, id -> Meter.of(limits.edit()));
            case RESOLVE -> resolve;
            case HISTORY -> history;
            case LOGIN -> login;
            case SEND, DELETE -> throw new IllegalArgumentException(method + " is not counted by itself");
        };
    }

    private Meter chatMeter(boolean group) {
        return Meter.of(group ? limits.group() : limits.chat());
    }

    private static List<Meter> meters(List<Limit> limits) {
        List<Meter> meters = new ArrayList<>();
        limits.forEach(limit -> meters.add(Meter.of(limit)));
        return meters;
    }

    private static long longest(List<Meter> meters, long now) {
        long longest = 0;
        for (Meter meter : meters) {
            longest = Math.max(longest, meter.waitNanos(now));
        }
        return longest;
    }
}
