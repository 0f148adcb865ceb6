// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.engine.Admission.Hold;
import dev.heliograph.model.FloodScope;
import dev.heliograph.model.Limit;
import dev.heliograph.model.Limits;
import dev.heliograph.model.Peer;
import dev.heliograph.policy.AdaptiveRate;
import dev.heliograph.policy.Gate;
import dev.heliograph.policy.Gates;
import dev.heliograph.policy.Method;
import dev.heliograph.spi.state.Bucket;
import dev.heliograph.spi.state.RateBucket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one account may do now: its permits, its gates and what floods taught. Two sessions of one account share it,
 * each on its own strand: the monitor is the one lock of the engine.
 */
final class AccountBudget {
    private static final int FIRST_SWEEP = 4096;
    /** Most floods are shorter; beyond it, holding everybody back for one chat costs more than a request. */
    private static final Duration LONGEST_SUSPICION = Duration.ofSeconds(60);

    private final Map<Peer, ChatPace> chats = new HashMap<>();
    private final Gates gates = new Gates();
    private Limits limits;
    private AdaptiveRate rate = AdaptiveRate.full();
    private List<Bucket> session;
    private List<Bucket> groups;
    private Bucket resolve;
    private Bucket history;
    private int sweepAt = FIRST_SWEEP;
    private long changes;
    private long elsewhereUntil = Long.MIN_VALUE;

    AccountBudget(Limits limits) {
        this.limits = limits;
        session = full(limits.session());
        groups = full(limits.groups());
        resolve = Bucket.full(limits.resolve());
        history = Bucket.full(limits.history());
    }

    /** Whether calls of the domain may leave at all, whatever their chat. */
    synchronized Admission domain(Domain domain, long now) {
        Admission gate = new Admission(gates.wideOpensAt(domain.method(), now), Hold.ACCOUNT_GATE)
                .and(new Admission(elsewhereUntil, Hold.SESSION_PACE));
        return switch (domain) {
            case PRIVATE, EDIT -> gate.and(pace(session, Hold.SESSION_PACE, now));
            case GROUP -> gate.and(pace(session, Hold.SESSION_PACE, now)).and(pace(groups, Hold.GROUPS_PACE, now));
            case RESOLVE -> gate.and(new Admission(resolve.earliest(now), Hold.METHOD_PACE));
            case HISTORY -> gate.and(new Admission(history.earliest(now), Hold.METHOD_PACE));
        };
    }

    /** Whether a call to that chat may leave, as far as the chat is concerned. */
    synchronized Admission chat(Domain domain, Peer peer, long now) {
        Admission gate = new Admission(gates.opensAt(domain.method(), peer, now), Hold.CHAT_GATE);
        if (!domain.isTraffic()) {
            return gate;
        }
        ChatPace pace = chats.get(peer);
        return pace == null ? gate : gate.and(new Admission(pace.earliest(domain, limits, now), Hold.CHAT_PACE));
    }

    /**
     * Time for which the limits of a chat hold the last of so many messages to it after the first, if each is answered after that
     * time.
     *
     * @param way how long an answer takes, in nanoseconds
     */
    synchronized long rest(Peer peer, long count, long way, long now) {
        ChatPace pace = chats.get(peer);
        return (pace == null ? new ChatPace(peer, limits) : pace)
                .rest(ChatPace.limit(peer, limits), limits.minimumDelay(), count, way, now);
    }

    /**
     * Time for which the account serves chats, if it sends so many messages as fast as it may. While a window of it is closed no
     * chat is served, so such a wait is no time in which a chat could catch up: windows count where there is no rate only.
     */
    synchronized long restOfAll(long count, long now) {
        long ofRates = now;
        long ofWindows = now;
        for (Bucket bucket : session) {
            if (bucket instanceof RateBucket) {
                ofRates = Math.max(ofRates, bucket.earliest(now, count));
            } else {
                ofWindows = Math.max(ofWindows, bucket.earliest(now, count));
            }
        }
        return (ofRates > now ? ofRates : ofWindows) - now;
    }

    /** Time for which the limits of all groups together hold the last of so many messages to groups. */
    synchronized long restOfGroups(long count, long now) {
        long at = now;
        if (count > 0) {
            for (Bucket bucket : groups) {
                at = Math.max(at, bucket.earliest(now, count));
            }
        }
        return at - now;
    }

    /** When the gates let a call to that chat through, whatever its pace. */
    synchronized long gate(Domain domain, Peer peer, long now) {
        return gates.opensAt(domain.method(), peer, now);
    }

    /** A call leaves: takes its permits. An upload, whose answer may be long in coming, is no probe. */
    synchronized void left(Domain domain, Peer peer, long now, boolean mayProbe) {
        if (mayProbe) {
            gates.left(domain.method());
        }
        calm(now);
        switch (domain) {
            case PRIVATE, EDIT -> session.replaceAll(bucket -> bucket.take(now));
            case GROUP -> {
                session.replaceAll(bucket -> bucket.take(now));
                groups.replaceAll(bucket -> bucket.take(now));
            }
            case RESOLVE -> resolve = resolve.take(now);
            case HISTORY -> history = history.take(now);
        }
        if (domain.isTraffic()) {
            sweep(now);
            chats.computeIfAbsent(peer, p -> new ChatPace(p, limits)).left(domain, limits, now);
        }
    }

    /** An answer arrived, whatever it was: the permits are dated from now. */
    synchronized void answered(Domain domain, Peer peer, long now) {
        switch (domain) {
            case PRIVATE, EDIT -> session.replaceAll(bucket -> bucket.answered(now));
            case GROUP -> {
                session.replaceAll(bucket -> bucket.answered(now));
                groups.replaceAll(bucket -> bucket.answered(now));
            }
            case RESOLVE -> resolve = resolve.answered(now);
            case HISTORY -> history = history.answered(now);
        }
        ChatPace pace = chats.get(peer);
        if (domain.isTraffic() && pace != null) {
            pace.answered(domain, limits, now);
        }
    }

    /** The call was given up before its first byte left: the permits are given back. */
    synchronized void neverLeft(Domain domain, Peer peer) {
        gates.endProbe(domain.method());
        switch (domain) {
            case PRIVATE, EDIT -> session.replaceAll(Bucket::returned);
            case GROUP -> {
                session.replaceAll(Bucket::returned);
                groups.replaceAll(Bucket::returned);
            }
            case RESOLVE -> resolve = resolve.returned();
            case HISTORY -> history = history.returned();
        }
        ChatPace pace = chats.get(peer);
        if (domain.isTraffic() && pace != null) {
            pace.neverLeft(domain, limits);
        }
    }

    /**
     * Other processes that share the account have taken what there was, until then: the next try is no earlier than that, or
     * than the next permit of the account comes, whichever is sooner, since it may have been the chat's limit.
     */
    synchronized void usedElsewhere(long now, long until) {
        long interval = (long) (1e9 / perSecond());
        elsewhereUntil = Math.max(elsewhereUntil, Math.min(until, now + interval));
    }

    /** The server judged the call, which left at that time, and did not find it too fast. */
    synchronized void passed(Domain domain, Peer peer, long leftAt, long now) {
        if (gates.passed(domain.method(), peer, leftAt, now)) {
            changes++;
        }
    }

    /** The server did what a call asked for: that tells its speed. */
    synchronized void accepted(Domain domain) {
        if (domain == Domain.PRIVATE || domain == Domain.GROUP) {
            rate = rate.accepting();
        }
    }

    /** The server was not reached, or could not: nothing was learned about gates. */
    synchronized void learnedNothing(Domain domain) {
        gates.endProbe(domain.method());
    }

    /** The server found the call, which left at that time, too fast. */
    synchronized Gate flooded(Domain domain, Peer peer, FloodScope scope, Duration pause, long leftAt, long now) {
        Gate gate = gates.close(domain.method(), peer, scope, now + pause.toNanos(), now);
        if (domain.isTraffic() && gate.scope() == FloodScope.REQUEST && isNearLimit(now)) {
            gate = suspect(gate, domain, peer, pause, leftAt, now);
        }
        if (domain.isTraffic() && scope != FloodScope.CHAT) {
            boolean nearLimit = session.stream().anyMatch(bucket -> bucket.isHalfUsed(now, 0));
            use(rate.flooded(now, pause, nearLimit, perSecond()), now);
        }
        changes++;
        return gate;
    }

    /**
     * One chat was hit while the account as a whole ran near its limit. Where the chat's own traffic does not explain
     * it, all chats wait with it, for every further request might make the wait longer; where it does, or the wait is
     * a long one, a single call goes ahead of the others to find out.
     */
    private Gate suspect(Gate own, Domain domain, Peer peer, Duration pause, long leftAt, long now) {
        ChatPace pace = chats.get(peer);
        boolean explained = pace != null && pace.isNearLimit(now);
        if (explained || pause.compareTo(LONGEST_SUSPICION) > 0) {
            gates.suspect(domain.method(), leftAt, now);
            return own;
        }
        return gates.suspect(domain.method(), leftAt, own.until());
    }

    /** Whether the account ran near its limit without the call that was answered last. */
    private boolean isNearLimit(long now) {
        return session.stream().anyMatch(bucket -> bucket.isHalfUsed(now, 1));
    }

    /** What the configured limits let through in the long run. */
    private double perSecond() {
        return limits.session().stream().mapToDouble(Limit::perSecond).min().orElse(1);
    }

    /** Other limits from now on; what was used stays used. */
    synchronized void limits(Limits next, long now) {
        limits = next;
        session = under(session, scaled(next.session()), now);
        groups = under(groups, next.groups(), now);
        resolve = resolve.under(next.resolve(), now);
        history = history.under(next.history(), now);
        chats.forEach((peer, pace) -> pace.under(peer, next, now));
    }

    synchronized Limits limits() {
        return limits;
    }

    /** The gates that are closed. */
    synchronized List<Gate> closed(long now) {
        return gates.closed(now);
    }

    /** For how many nanoseconds gates hold back all messages still, whichever chat they go to; 0 where none does. */
    synchronized long closedFor(long now) {
        return gates.closed(now).stream()
                .filter(gate -> gate.peer() == null && (gate.method() == null || gate.method() == Method.SEND))
                .mapToLong(gate -> gate.until() - now)
                .max()
                .orElse(0);
    }

    /** The share of the configured speed that is used. */
    synchronized double factor() {
        return rate.factor();
    }

    /** Grows with everything worth keeping over a restart. */
    synchronized long changes() {
        return changes;
    }

    /** Takes over what an earlier life knew. */
    synchronized void restore(List<Gate> closed, double factor, long now) {
        closed.forEach(gates::restore);
        use(AdaptiveRate.learned(Math.min(factor, rate.factor()), now), now);
    }

    /** The chat has another id from now on. */
    synchronized void rename(Peer from, Peer to) {
        gates.rename(from, to);
        changes++;
        ChatPace pace = chats.remove(from);
        if (pace != null) {
            chats.putIfAbsent(to, pace);
        }
    }

    private void calm(long now) {
        use(rate.calmed(now), now);
    }

    private void use(AdaptiveRate next, long now) {
        boolean changed = next.factor() != rate.factor();
        rate = next;
        if (changed) {
            session = under(session, scaled(limits.session()), now);
            changes++;
        }
    }

    private List<Limit> scaled(List<Limit> full) {
        return rate.factor() >= 1
                ? full
                : full.stream().map(limit -> limit.scaled(rate.factor())).toList();
    }

    /** Forgets chats that are as good as new, when their number has doubled: constant work per call on average. */
    private void sweep(long now) {
        if (chats.size() >= sweepAt) {
            chats.values().removeIf(pace -> pace.isFull(now));
            sweepAt = Math.max(FIRST_SWEEP, 2 * chats.size());
        }
    }

    private static Admission pace(List<Bucket> buckets, Hold hold, long now) {
        long at = now;
        for (Bucket bucket : buckets) {
            at = Math.max(at, bucket.earliest(now));
        }
        return new Admission(at, hold);
    }

    private static List<Bucket> full(List<Limit> limits) {
        List<Bucket> buckets = new ArrayList<>();
        limits.forEach(limit -> buckets.add(Bucket.full(limit)));
        return buckets;
    }

    private static List<Bucket> under(List<Bucket> buckets, List<Limit> limits, long now) {
        List<Bucket> next = new ArrayList<>();
        for (int i = 0; i < limits.size(); i++) {
            next.add(i < buckets.size() ? buckets.get(i).under(limits.get(i), now) : Bucket.full(limits.get(i)));
        }
        return next;
    }
}
