// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Peer;
import dev.heliograph.model.TrafficClass;
import dev.heliograph.policy.Shares;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All lanes of a session, each in its one place. Every operation costs at most the logarithm of their number. */
final class Lanes {
    private final Map<Peer, Lane> chats = new HashMap<>();
    private final Map<Peer, Lane> reads = new HashMap<>();
    private final List<ReadyLanes> ready = new ArrayList<>();
    private final PriorityQueue<Lane> due = new PriorityQueue<>(
            Comparator.<Lane>comparingLong(lane -> lane.dueAt).thenComparingLong(lane -> lane.dueNumber));
    private final Shares shares = new Shares();
    private final DomainTurns turns = new DomainTurns();

    private final LaneCounts counts = new LaneCounts();
    private final WorkEstimate estimate;
    private long numbers;
    private long queued;

    Lanes(WorkEstimate estimate) {
        this.estimate = estimate;
        for (int i = 0; i < Domain.values().length * TrafficClass.values().length; i++) {
            ready.add(new ReadyLanes());
        }
    }

    /** Puts a call at the end of its lane. */
    void add(Peer peer, Call<?> call) {
        boolean isRead = call.trafficClass == TrafficClass.READ;
        Lane lane = (isRead ? reads : chats).computeIfAbsent(peer, p -> new Lane(p, isRead));
        TrafficClass before = lane.urgency();
        call.number = queued++;
        call.toGroup = lane.isOfGroup();
        lane.add(call);
        counts.add(lane, call, 1);
        counts.behind(lane, call.behind());
        if (lane.place == Lane.Place.IDLE) {
            ready(lane);
        } else if (lane.place == Lane.Place.READY && lane.urgency() != before) {
            unready(lane);
            ready(lane);
        } else if (lane.ready != null) {
            lane.ready.rerank(lane, estimate.rest(lane));
        }
    }

    /**
     * Takes the most entitled lane out of those whose domain is open: it is in flight from now on. A class is chosen by its
     * share. In it the lane goes first that could not end with the others if it waited, and the longest of several such; else
     * it is a matter of turns.
     */
    @Nullable
    Lane next(Predicate<Domain> isOpen) {
        List<Domain> open = new ArrayList<>();
        TrafficClass best = null;
        for (Domain domain : Domain.values()) {
            if (!hasReady(domain) || !isOpen.test(domain)) {
                continue;
            }
            open.add(domain);
            for (TrafficClass trafficClass : TrafficClass.values()) {
                if (!ready(domain, trafficClass).isEmpty() && (best == null || shares.precedes(trafficClass, best))) {
                    best = trafficClass;
                }
            }
        }
        if (best == null) {
            return null;
        }
        Lane lane = critical(best, open);
        if (lane == null) {
            lane = inTurn(best, open);
        }
        if (lane != null) {
            lane.place = Lane.Place.FLYING;
        }
        return lane;
    }

    /** The lane that is the last to end if it waits, and would end later than all the rest; null where none would. */
    private @Nullable Lane critical(TrafficClass trafficClass, List<Domain> open) {
        Criticality criticality = null;
        Lane longest = null;
        for (Domain domain : open) {
            Lane lane = ready(domain, trafficClass).longest();
            if (lane == null || (longest != null && lane.rest <= longest.rest)) {
                continue;
            }
            if (criticality == null) {
                criticality = estimate.of(counts.traffic(), counts.behind(), counts.groups());
            }
            if (criticality.holds(domain, lane.rest)) {
                longest = lane;
            }
        }
        Call<?> head = longest == null ? null : longest.head();
        if (longest == null || longest.ready == null || head == null || estimate.mayWait(longest.rest)) {
            return null;
        }
        longest.ready.takeOut(longest, head.job);
        return longest;
    }

    private @Nullable Lane inTurn(TrafficClass trafficClass, List<Domain> open) {
        Domain best = null;
        for (Domain domain : open) {
            if (!ready(domain, trafficClass).isEmpty()
                    && (best == null || turns.precedes(domain, best, trafficClass))) {
                best = domain;
            }
        }
        if (best == null) {
            return null;
        }
        turns.served(best, trafficClass);
        return ready(best, trafficClass).poll();
    }

    /** The head of the lane really left: its class had its turn. */
    void served(Lane lane) {
        shares.served(lane.urgency());
    }

    /** Whether the domain has a lane that only waits for the domain. */
    boolean hasReady(Domain domain) {
        for (TrafficClass trafficClass : TrafficClass.values()) {
            if (!ready(domain, trafficClass).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Puts a lane that was taken back, to become ready at that time. */
    void hold(Lane lane, long until) {
        lane.place = Lane.Place.DUE;
        lane.again = true;
        lane.dueAt = until;
        lane.dueNumber = numbers++;
        due.add(lane);
    }

    /** Ends the turn of a lane: with its head done, or not. */
    void land(Lane lane, boolean headIsDone, long now) {
        if (headIsDone) {
            drop(lane);
        }
        dropOver(lane);
        Lane other = lane.movedTo;
        if (other != null) {
            lane.movedTo = null;
            lane.place = Lane.Place.IDLE;
            chats.remove(lane.peer, lane);
            Lane there = chats.computeIfAbsent(other.peer, peer -> new Lane(peer, false));
            there.heldUntil = Math.max(there.heldUntil, lane.heldUntil);
            merge(lane, false, there);
        } else if (lane.head() == null) {
            leave(lane);
        } else if (lane.heldUntil > now) {
            hold(lane, lane.heldUntil);
        } else {
            lane.again = true;
            ready(lane);
        }
    }

    /** Makes ready what is due. */
    void wake(long now) {
        while (!due.isEmpty() && due.element().dueAt <= now) {
            ready(due.remove());
        }
    }

    /** Other limits hold: what waited for the old ones is looked at again, pauses before a retry apart. */
    void wakeAll(long now) {
        List<Lane> waiting = new ArrayList<>(due);
        waiting.sort(due.comparator());
        due.clear();
        for (Lane lane : waiting) {
            if (lane.heldUntil > now) {
                hold(lane, lane.heldUntil);
            } else {
                ready(lane);
            }
        }
    }

    /** The outbox holds so many more calls of that chat. */
    void behind(Peer peer, long rows) {
        Lane lane = chats.get(peer);
        if (lane != null && lane.behind != rows) {
            counts.behind(lane, rows);
            if (lane.ready != null) {
                lane.ready.rerank(lane, estimate.rest(lane));
            }
        }
    }

    /** When the next lane is due, or NEVER. */
    long nextDue() {
        Lane next = due.peek();
        return next == null ? Call.NEVER : next.dueAt;
    }

    /** The lane of the chat, if anything waits there. */
    @Nullable
    Lane chat(Peer peer) {
        return chats.get(peer);
    }

    /** The chat has another id from now on. What waits under both goes on in the order of queueing. */
    void rename(Peer from, Peer to) {
        Lane lane = chats.get(from);
        if (lane == null || from.equals(to)) {
            return;
        }
        Lane there = chats.get(to);
        if (there == null) {
            chats.remove(from);
            long rows = lane.behind;
            counts.behind(lane, 0);
            lane.peer = to;
            counts.behind(lane, rows);
            chats.put(to, lane);
            return;
        }
        boolean flying = lane.place == Lane.Place.FLYING;
        if (flying) {
            lane.movedTo = there;
        } else {
            unready(lane);
            due.remove(lane);
            chats.remove(from);
        }
        merge(lane, flying, there);
    }

    /** Puts the calls of a lane, but not the first where that is to be kept, into another where the order of queueing wants them. */
    private void merge(Lane from, boolean keepHead, Lane into) {
        counts.behind(into, into.behind + from.behind);
        counts.behind(from, 0);
        List<Call<?>> all = new ArrayList<>(from.detach(keepHead));
        all.addAll(into.detach(into.place == Lane.Place.FLYING));
        all.sort(Comparator.comparingLong(call -> call.number));
        all.forEach(into::add);
        if (into.place == Lane.Place.READY) {
            unready(into);
        }
        if (into.place == Lane.Place.READY || into.place == Lane.Place.IDLE) {
            ready(into);
        }
    }

    /** Takes out every call that is not in flight, in the order of queueing. */
    List<Waiting> drain() {
        return take(call -> true);
    }

    /** Takes out the calls that are not in flight and fit, in the order of queueing; the others keep their places. */
    List<Waiting> take(Predicate<Call<?>> fits) {
        List<Waiting> taken = new ArrayList<>();
        for (Map<Peer, Lane> lanes : List.of(chats, reads)) {
            for (Lane lane : List.copyOf(lanes.values())) {
                take(lane, fits, taken);
            }
        }
        due.removeIf(lane -> lane.head() == null && leave(lane));
        taken.sort(Comparator.comparingLong(waiting -> waiting.call().number));
        return taken;
    }

    /** As {@link #take(Predicate)}, from one chat. */
    List<Waiting> take(Peer peer, Predicate<Call<?>> fits) {
        List<Waiting> taken = new ArrayList<>();
        Lane lane = chats.get(peer);
        if (lane != null) {
            take(lane, fits, taken);
            if (lane.head() == null && due.remove(lane)) {
                leave(lane);
            }
        }
        return taken;
    }

    private void take(Lane lane, Predicate<Call<?>> fits, List<Waiting> into) {
        int before = into.size();
        lane.take(fits, into);
        into.subList(before, into.size()).forEach(waiting -> gone(lane, waiting.call()));
        if (into.size() > before && lane.place == Lane.Place.READY) {
            unready(lane);
            ready(lane);
        }
    }

    /** The calls whose callers do not wait for ever, in the order of queueing. */
    List<Waiting> impatient() {
        return counts.impatient() == 0 ? List.of() : waiting(call -> !call.over && !call.isRow());
    }

    /** As {@link #impatient()}, of one chat. */
    List<Waiting> impatient(Peer peer) {
        List<Waiting> found = new ArrayList<>();
        Lane lane = counts.impatient() == 0 ? null : chats.get(peer);
        if (lane != null) {
            lane.collect(call -> !call.over && !call.isRow(), found);
        }
        return found;
    }

    private List<Waiting> waiting(Predicate<Call<?>> fits) {
        List<Waiting> found = new ArrayList<>();
        for (Map<Peer, Lane> lanes : List.of(chats, reads)) {
            lanes.values().forEach(lane -> lane.collect(fits, found));
        }
        found.sort(Comparator.comparingLong(waiting -> waiting.call().number));
        return found;
    }

    /**
     * A call that is not in flight.
     *
     * @param peer its chat
     * @param call it
     */
    record Waiting(Peer peer, Call<?> call) {}

    int size() {
        return counts.size();
    }

    int depth(TrafficClass trafficClass) {
        return counts.depth(trafficClass);
    }

    private void ready(Lane lane) {
        dropOver(lane);
        Call<?> head = lane.head();
        if (head == null) {
            leave(lane);
            return;
        }
        lane.place = Lane.Place.READY;
        ready(head.domain(lane.peer), lane.urgency()).add(lane, head.job, estimate.rest(lane));
    }

    @SuppressWarnings("EnumOrdinal") // an array index, asked for every dispatch
    private ReadyLanes ready(Domain domain, TrafficClass trafficClass) {
        return ready.get(domain.ordinal() * TrafficClass.values().length + trafficClass.ordinal());
    }

    /** An empty lane is nowhere. */
    private boolean leave(Lane lane) {
        lane.place = Lane.Place.IDLE;
        counts.behind(lane, 0);
        return (lane.reads ? reads : chats).remove(lane.peer, lane);
    }

    private static void unready(Lane lane) {
        if (lane.ready != null) {
            lane.ready.remove(lane);
        }
    }

    private void dropOver(Lane lane) {
        for (Call<?> head = lane.head(); head != null && head.over; head = lane.head()) {
            drop(lane);
        }
    }

    private void drop(Lane lane) {
        Call<?> head = lane.head();
        if (head != null) {
            lane.remove();
            gone(lane, head);
        }
    }

    private void gone(Lane lane, Call<?> call) {
        counts.add(lane, call, -1);
        if (counts.size() == 0) {
            estimate.idle();
        }
    }
}
