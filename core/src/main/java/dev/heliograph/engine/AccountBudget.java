// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.engine.Admission.Hold;
import dev.heliograph.model.FloodScope;
import dev.heliograph.model.Limits;
import dev.heliograph.model.Peer;
import dev.heliograph.policy.Gate;
import dev.heliograph.policy.Gates;
import dev.heliograph.policy.LearnedLimit;
import dev.heliograph.policy.Method;
import dev.heliograph.policy.RateLearner;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one account may do now: its permits, its gates and what floods taught. Two sessions of one account share it,
 * each on its own strand: the monitor is the one lock of the engine.
 */
final class AccountBudget {
    private static final int FIRST_SWEEP = 4096;
    private static final String CHAT = "chat/";
    private static final String EDIT = "edit/";
    /** Bound on the learned limits that are kept. */
    private static final int MOST_LEARNED = 1_000;
    /** Most floods are shorter; beyond it, holding everybody back for one chat costs more than a request. */
    private static final Duration LONGEST_SUSPICION = Duration.ofSeconds(60);

    private final Map<Peer, ChatPace> chats = new HashMap<>();
    private final Gates gates = new Gates();
    private Limits limits;
    private final AccountPace pace;
    private @Nullable Suspicion suspicion;
    private int sweepAt = FIRST_SWEEP;
    private long changes;
    private long elsewhereUntil = Long.MIN_VALUE;

    AccountBudget(Limits limits) {
        this.limits = limits;
        this.pace = new AccountPace(limits);
    }

    /**
     * A flood that may have come of its chat's limit or of the account's. What comes until its wait is over tells, and by then
     * the answers to all calls that left before it have come.
     *
     * @param ofAccount what it looks like so far
     */
    private record Suspicion(Domain domain, Peer peer, RateLearner.Flood flood, boolean ofAccount) {}

    /** Whether calls of the domain may leave at all, whatever their chat. */
    synchronized Admission domain(Domain domain, long now) {
        return new Admission(gates.wideOpensAt(domain.method(), now), Hold.ACCOUNT_GATE)
                .and(new Admission(elsewhereUntil, Hold.SESSION_PACE))
                .and(pace.admission(domain, now));
    }

    /** Whether a call to that chat may leave, as far as the chat is concerned. */
    synchronized Admission chat(Domain domain, Peer peer, long now) {
        Admission gate = new Admission(gates.opensAt(domain.method(), peer, now), Hold.CHAT_GATE);
        if (!domain.isTraffic()) {
            return gate;
        }
        ChatPace chat = chats.get(peer);
        return chat == null ? gate : gate.and(new Admission(chat.earliest(domain, limits, now), Hold.CHAT_PACE));
    }

    /**
     * Time for which the limits of a chat hold the last of so many messages to it after the first, if each is answered after that
     * time.
     *
     * @param way how long an answer takes, in nanoseconds
     */
    synchronized long rest(Peer peer, long count, long way, long now) {
        ChatPace chat = chats.get(peer);
        return (chat == null ? new ChatPace(peer, limits) : chat).rest(limits.minimumDelay(), count, way, now);
    }

    /** Time of the account for so many messages to chats, at its rates, or at its windows where there is no rate. */
    synchronized long restOfAll(long count, long now) {
        return pace.restOfAll(count, now);
    }

    /** Waits of the last of so many messages to groups at the limits of all groups together. */
    synchronized long restOfGroups(long count, long now) {
        return pace.restOfGroups(count, now);
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
        settle(now);
        pace.take(domain, now);
        if (domain.isTraffic()) {
            sweep(now);
            chats.computeIfAbsent(peer, p -> new ChatPace(p, limits)).left(domain, limits, now);
        }
    }

    /** An answer arrived to a call that left at that time, whatever it was: the permits are dated from now. */
    synchronized void answered(Domain domain, Peer peer, long leftAt, long now) {
        pace.answered(domain, leftAt, now);
        ChatPace chat = chats.get(peer);
        if (domain.isTraffic() && chat != null) {
            chat.answered(domain, limits, leftAt, now);
        }
    }

    /** The call was given up before its first byte left: the permits are given back. */
    synchronized void neverLeft(Domain domain, Peer peer) {
        gates.endProbe(domain.method());
        pace.returned(domain);
        ChatPace chat = chats.get(peer);
        if (domain.isTraffic() && chat != null) {
            chat.neverLeft(domain, limits);
        }
    }

    /**
     * Other processes that share the account have taken what there was, until then: the next try is no earlier than that, or
     * than the next permit of the account comes, whichever is sooner, since it may have been the chat's limit.
     */
    synchronized void usedElsewhere(long now, long until) {
        long interval = (long) (1e9 / pace.perSecond());
        elsewhereUntil = Math.max(elsewhereUntil, Math.min(until, now + interval));
    }

    /** The server judged the call, which left at that time, and did not find it too fast. */
    synchronized void passed(Domain domain, Peer peer, long leftAt, long now) {
        if (gates.passed(domain.method(), peer, leftAt, now)) {
            changes++;
        }
        Suspicion raised = suspicion;
        if (raised != null
                && leftAt >= raised.flood.leftAt()
                && !peer.equals(raised.peer)
                && now < raised.flood.until()) {
            // the account was open meanwhile: it was the chat's own limit
            suspicion = new Suspicion(raised.domain, raised.peer, raised.flood, false);
        }
    }

    /** The server did what a call asked for, which left at that time: that tells its speed. */
    synchronized void accepted(Domain domain, Peer peer, long leftAt, long now) {
        boolean raised = pace.accepted(domain, leftAt, now);
        ChatPace chat = chats.get(peer);
        if (domain.isTraffic() && chat != null) {
            raised |= chat.accepted(domain, limits, leftAt, now);
        }
        changes += raised ? 1 : 0;
    }

    /** The server was not reached, or could not: nothing was learned about gates. */
    synchronized void learnedNothing(Domain domain) {
        gates.endProbe(domain.method());
    }

    /**
     * The server found a call too fast.
     *
     * @param pause how long the gate stays closed: what the server said and some more
     */
    synchronized Gate flooded(Refusal refusal, Duration pause, long now) {
        Domain domain = refusal.domain();
        Peer peer = refusal.peer();
        Gate gate = gates.close(domain.method(), peer, refusal.scope(), now + pause.toNanos(), now);
        boolean wide = gate.scope() != FloodScope.REQUEST && gate.scope() != FloodScope.CHAT;
        if (domain.isTraffic() && gate.scope() == FloodScope.REQUEST && pace.isNearLimit(refusal.leftAt(), now)) {
            gate = suspect(gate, domain, peer, pause, refusal.leftAt(), now);
        }
        learn(refusal, wide, gate.scope() == FloodScope.METHOD, now + pause.toNanos(), now);
        changes++;
        return gate;
    }

    /** Decides whose limit a flood came of; where that is open, what comes later decides. */
    private void learn(Refusal refusal, boolean wide, boolean suspected, long until, long now) {
        Domain domain = refusal.domain();
        Peer peer = refusal.peer();
        RateLearner.Flood flood = refusal.flood(until, now);
        pace.refused(domain, now);
        ChatPace chat = chats.get(peer);
        if (chat != null) {
            chat.refused(domain, limits, now);
        }
        settle(now);
        Suspicion raised = suspicion;
        if (!domain.isTraffic()) {
            changes += pace.flooded(domain, flood) ? 1 : 0;
        } else if (refusal.scope() == FloodScope.CHAT || (chat != null && chat.predicts(refusal.retryAfter(), now))) {
            blameChat(new Suspicion(domain, peer, flood, false));
        } else if (raised == null) {
            suspicion = new Suspicion(domain, peer, flood, wide || suspected);
        } else {
            suspicion = new Suspicion(
                    raised.domain, raised.peer, raised.flood.until(until), wide || (suspected && raised.ofAccount));
        }
    }

    /** The wait of a flood is over: learns of it. */
    private void settle(long now) {
        Suspicion raised = suspicion;
        if (raised == null || now < raised.flood.until()) {
            return;
        }
        suspicion = null;
        if (raised.ofAccount) {
            changes += pace.flooded(raised.domain, raised.flood) ? 1 : 0;
        } else {
            blameChat(raised);
        }
    }

    private void blameChat(Suspicion raised) {
        ChatPace chat = chats.get(raised.peer);
        if (chat != null && chat.flooded(raised.domain, limits, raised.flood)) {
            changes++;
        }
    }

    /**
     * One chat was hit while the account as a whole ran near its limit. Where the chat's own traffic does not explain
     * it, all chats wait with it, for every further request might make the wait longer; where it does, or the wait is
     * a long one, a single call goes ahead of the others to find out.
     */
    private Gate suspect(Gate own, Domain domain, Peer peer, Duration pause, long leftAt, long now) {
        ChatPace chat = chats.get(peer);
        boolean explained = chat != null && chat.isNearLimit(now);
        if (explained || pause.compareTo(LONGEST_SUSPICION) > 0) {
            gates.suspect(domain.method(), leftAt, now);
            return own;
        }
        return gates.suspect(domain.method(), leftAt, own.until());
    }

    /** Other limits from now on; what was used stays used. */
    synchronized void limits(Limits next, long now) {
        limits = next;
        pace.under(next, now);
        chats.forEach((peer, chat) -> chat.under(peer, next, now));
    }

    /** The configured limits. */
    synchronized Limits limits() {
        return limits;
    }

    /** The limits that are kept in that chat: the configured ones, or what is known to be granted of them. */
    synchronized Limits effective(Peer peer) {
        Limits kept = pace.effective(limits);
        ChatPace chat = chats.get(peer);
        if (chat == null) {
            return kept;
        }
        return Domain.ofSend(peer) == Domain.GROUP ? kept.withGroup(chat.effective()) : kept.withChat(chat.effective());
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
        return pace.share();
    }

    /** The share of the configured burst that is used. */
    synchronized double burstShare() {
        return pace.burstShare();
    }

    /** Learned limits by their names: those of the account first, then those of chats. */
    synchronized Map<String, LearnedLimit> learned() {
        Map<String, LearnedLimit> learned = pace.learned();
        chats.forEach((peer, chat) -> {
            put(learned, CHAT + peer, chat.learned(false));
            put(learned, EDIT + peer, chat.learned(true));
        });
        return learned;
    }

    private static void put(Map<String, LearnedLimit> learned, String name, @Nullable LearnedLimit known) {
        if (known != null && learned.size() < MOST_LEARNED) {
            learned.put(name, known);
        }
    }

    /** Grows with everything worth keeping over a restart. */
    synchronized long changes() {
        return changes;
    }

    /** Takes over what an earlier life, or another process, knew. */
    synchronized void restore(List<Gate> closed, Map<String, LearnedLimit> learned, long now) {
        closed.forEach(gates::restore);
        if (learned.isEmpty() || learned.equals(learned())) {
            return;
        }
        // what another process has learned of a flood is not to be learned of it once more
        suspicion = null;
        pace.restore(learned, now);
        learned.forEach((name, known) -> {
            boolean ofEdits = name.startsWith(EDIT);
            if (ofEdits || name.startsWith(CHAT)) {
                Peer peer = Peer.of(name.substring((ofEdits ? EDIT : CHAT).length()));
                chats.computeIfAbsent(peer, p -> new ChatPace(p, limits)).restore(ofEdits, limits, known, now);
            }
        });
    }

    /** The chat has another id from now on. */
    synchronized void rename(Peer from, Peer to) {
        gates.rename(from, to);
        changes++;
        ChatPace chat = chats.remove(from);
        if (chat != null) {
            chats.putIfAbsent(to, chat);
        }
    }

    /** Forgets chats that are as good as new, when their number has doubled: constant work per call on average. */
    private void sweep(long now) {
        if (chats.size() >= sweepAt) {
            chats.values().removeIf(chat -> chat.isForgettable(now));
            sweepAt = Math.max(FIRST_SWEEP, 2 * chats.size());
        }
    }
}
