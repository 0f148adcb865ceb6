// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Watches which client uses which authorization, where several processes share some and each is to be used by one of them at
 * a time. Clients are told apart by the device that they name in initConnection; where all name the same, nothing is seen.
 *
 * <p>A call of another device than before is a take-over where its session announced itself after the last one: it began
 * anew. Where its session is older, its process had been replaced and went on all the same.
 *
 * <p>Calls come from the thread of the connections; what is counted may be read from any thread.
 */
final class Owners {
    private static final int MOST = 10_000;

    private final List<TakeOver> takeOvers = new ArrayList<>();
    private final List<DoubleUse> doubleUses = new ArrayList<>();
    private long turn;
    private long keepAlives;
    private long firstUses;

    /** What a session said about itself first. */
    record Announcement(String device, long turn) {}

    /**
     * Who uses a key.
     *
     * @param since the turn of the last take-over
     */
    record Holder(String device, long since, Instant lastCall) {}

    /** A session tells of its device; only the first time counts, since clients say it with every call for a while. */
    synchronized void announced(Session session, String device) {
        if (session.announcement() == null) {
            session.announced(new Announcement(device, ++turn));
        }
    }

    /** A session of that key called; those that told of no device are not counted. */
    synchronized void called(AuthKey key, Session session, String call, Instant now) {
        Announcement by = session.announcement();
        if (by == null) {
            return;
        }
        Holder holder = key.holder();
        if (holder == null) {
            firstUses++;
            key.hold(new Holder(by.device(), ++turn, now));
        } else if (by.turn() > holder.since() && !by.device().equals(holder.device())) {
            Duration silence = Duration.between(holder.lastCall(), now);
            add(takeOvers, new TakeOver(key.id(), holder.device(), by.device(), silence, now));
            key.hold(new Holder(by.device(), ++turn, now));
        } else if (isReplaced(by, holder)) {
            add(doubleUses, new DoubleUse(key.id(), holder.device(), by.device(), call, now));
        } else {
            key.hold(new Holder(holder.device(), holder.since(), now));
        }
    }

    /** A session of that key said something that is no call. */
    synchronized void kept(AuthKey key, Session session) {
        Announcement by = session.announcement();
        Holder holder = key.holder();
        if (by != null && holder != null && isReplaced(by, holder)) {
            keepAlives++;
        }
    }

    private static boolean isReplaced(Announcement by, Holder holder) {
        return by.turn() < holder.since() && !by.device().equals(holder.device());
    }

    private static <T> void add(List<T> list, T one) {
        if (list.size() < MOST) {
            list.add(one);
        }
    }

    synchronized List<TakeOver> takeOvers() {
        return List.copyOf(takeOvers);
    }

    synchronized List<DoubleUse> doubleUses() {
        return List.copyOf(doubleUses);
    }

    synchronized long keepAlives() {
        return keepAlives;
    }

    synchronized long firstUses() {
        return firstUses;
    }

    /** Counts anew; who holds what stays. */
    synchronized void reset() {
        takeOvers.clear();
        doubleUses.clear();
        keepAlives = 0;
        firstUses = 0;
    }
}
