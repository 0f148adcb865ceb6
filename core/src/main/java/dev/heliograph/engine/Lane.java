// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Peer;
import dev.heliograph.model.TrafficClass;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one chat, first in, first out, one in flight at most. A lane is in exactly one place: idle, ready, waiting
 * for its time, or in flight.
 */
final class Lane {
    /** Where a lane is. */
    enum Place {
        IDLE,
        READY,
        DUE,
        FLYING
    }

    Peer peer;
    final boolean reads;
    Place place = Place.IDLE;
    /** While DUE: when it becomes ready, and its number among lanes of the same time. */
    long dueAt;

    long dueNumber;
    /** Whether it was served or held before: what waits in it has waited for its own chat as well. */
    boolean again;
    /** Not before that time, whatever the limits say: the pause before a retry. */
    long heldUntil = Long.MIN_VALUE;
    /** The lane that its chat goes through from now on, where the chat was renamed while a call was in flight. */
    @Nullable
    Lane movedTo;
    /** Calls of its chat that the outbox holds beyond those that wait here. */
    long behind;
    /** While READY: where it stands, how long its chat needs for all that waits, and its number among those that need as long. */
    @Nullable
    ReadyLanes ready;

    long rest;
    long readyNumber;
    /** While READY: its place in a list. */
    @Nullable
    LaneList list;

    @Nullable
    Lane before;

    @Nullable
    Lane after;

    private @Nullable Call<?> head;
    private @Nullable Call<?> tail;
    private int size;
    private final int[] byClass = new int[TrafficClass.values().length];

    Lane(Peer peer, boolean reads) {
        this.peer = peer;
        this.reads = reads;
    }

    /** Whether its chat is a group, or a name that nobody resolved yet. */
    boolean isOfGroup() {
        return Domain.ofSend(peer) == Domain.GROUP;
    }

    void add(Call<?> call) {
        if (tail == null) {
            head = call;
        } else {
            tail.next = call;
        }
        tail = call;
        size++;
        byClass[place(call)]++;
    }

    @Nullable
    Call<?> head() {
        return head;
    }

    /** Takes the head out. */
    void remove() {
        Call<?> first = head;
        if (first != null) {
            head = first.next;
            first.next = null;
            tail = head == null ? null : tail;
            size--;
            byClass[place(first)]--;
        }
    }

    int size() {
        return size;
    }

    /** Adds the calls that are not in flight and fit. */
    void collect(Predicate<Call<?>> fits, List<Lanes.Waiting> into) {
        Call<?> call = place == Place.FLYING && head != null ? head.next : head;
        for (; call != null; call = call.next) {
            if (fits.test(call)) {
                into.add(new Lanes.Waiting(peer, call));
            }
        }
    }

    /** Takes out the calls that are not in flight and fit. */
    void take(Predicate<Call<?>> fits, List<Lanes.Waiting> into) {
        for (Call<?> call : detach(place == Place.FLYING)) {
            if (fits.test(call)) {
                into.add(new Lanes.Waiting(peer, call));
            } else {
                add(call);
            }
        }
    }

    /** Takes out all calls, but not the first where that is to be kept. */
    List<Call<?>> detach(boolean keepHead) {
        List<Call<?>> calls = new ArrayList<>();
        Call<?> kept = head;
        if (keepHead && kept != null) {
            remove();
        }
        for (Call<?> call = head; call != null; call = head) {
            calls.add(call);
            remove();
        }
        if (keepHead && kept != null) {
            add(kept);
        }
        return calls;
    }

    /**
     * The most urgent class that waits in it: a reply lifts everything that stands before it in the same chat, since
     * order within a chat is not up for trade.
     */
    TrafficClass urgency() {
        for (TrafficClass trafficClass : TrafficClass.values()) {
            if (byClass[place(trafficClass)] > 0) {
                return trafficClass;
            }
        }
        return TrafficClass.BULK;
    }

    private static int place(Call<?> call) {
        return place(call.trafficClass);
    }

    @SuppressWarnings("EnumOrdinal") // an array index per lane: a map would cost more than the lane itself
    private static int place(TrafficClass trafficClass) {
        return trafficClass.ordinal();
    }
}
