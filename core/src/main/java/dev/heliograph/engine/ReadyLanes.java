// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The ready lanes of one domain and class: jobs take turns, each with as many lanes as its weight. Within a job, lanes that
 * come again after a wait of their own take turns with those that come for the first time: a chat with many messages
 * would else wait for the end of the whole queue after each of them. What is taken out of turn counts.
 *
 * <p>Besides, they stand by how long their chat needs for all that waits in it. Who takes the longest one instead of the one
 * whose turn it is takes it on its job's account: that job has a turn less later.
 */
final class ReadyLanes {
    private static final Comparator<Lane> LONGEST_FIRST =
            Comparator.<Lane>comparingLong(lane -> -lane.rest).thenComparingLong(lane -> lane.readyNumber);

    /** What lanes that come for the first time may catch up at most. */
    private static final int MOST_AHEAD = 256;

    private final Map<Job, Turn> turns = new HashMap<>();
    private final ArrayDeque<Turn> ring = new ArrayDeque<>();
    private final TreeSet<Lane> byRest = new TreeSet<>(LONGEST_FIRST);
    private long numbers;

    boolean isEmpty() {
        while (!ring.isEmpty() && ring.element().isEmpty()) {
            Turn idle = ring.remove();
            turns.remove(idle.job);
        }
        return ring.isEmpty();
    }

    void add(Lane lane, Job job, long rest) {
        Turn turn = turns.get(job);
        if (turn == null) {
            turn = new Turn(job);
            turns.put(job, turn);
            ring.add(turn);
        }
        (lane.again ? turn.again : turn.fresh).add(lane);
        lane.ready = this;
        lane.readyNumber = numbers++;
        rank(lane, rest);
    }

    /** The lane needs another time for what waits in it from now on; its turn stays. */
    void rerank(Lane lane, long rest) {
        unrank(lane);
        rank(lane, rest);
    }

    private void rank(Lane lane, long rest) {
        lane.rest = rest;
        if (rest > 0) {
            byRest.add(lane);
        }
    }

    private void unrank(Lane lane) {
        if (lane.rest > 0) {
            byRest.remove(lane);
        }
    }

    void remove(Lane lane) {
        unrank(lane);
        if (lane.list != null) {
            lane.list.remove(lane);
        }
        lane.ready = null;
    }

    /** The lane that needs the longest time for what waits in it; null where none needs any. */
    @Nullable
    Lane longest() {
        return byRest.isEmpty() ? null : byRest.first();
    }

    /** Takes a lane out that it is not the turn of. */
    void takeOut(Lane lane, Job job) {
        remove(lane);
        Turn turn = turns.get(job);
        if (turn != null) {
            turn.taken++;
            turn.ahead = Math.min(MOST_AHEAD, turn.ahead + 1);
        }
    }

    /** Takes the lane out whose turn it is. */
    @Nullable
    Lane poll() {
        if (isEmpty()) {
            return null;
        }
        Turn turn = ring.element();
        while (turn.taken >= turn.job.weight && ring.size() > 1) {
            pass(turn);
            if (isEmpty()) {
                return null;
            }
            turn = ring.element();
        }
        Lane lane = turn.poll();
        if (lane != null) {
            remove(lane);
        }
        if (++turn.taken >= turn.job.weight) {
            pass(turn);
        }
        return lane;
    }

    private void pass(Turn turn) {
        turn.taken = Math.max(0, turn.taken - turn.job.weight);
        ring.add(ring.remove());
    }

    private static final class Turn {
        private final Job job;
        private final LaneList fresh = new LaneList();
        private final LaneList again = new LaneList();
        /** How many more lanes that come again were taken than such that come for the first time. */
        private int ahead;

        private int taken;

        Turn(Job job) {
            this.job = job;
        }

        boolean isEmpty() {
            return fresh.isEmpty() && again.isEmpty();
        }

        @Nullable
        Lane poll() {
            if (fresh.isEmpty() || (ahead == 0 && !again.isEmpty())) {
                ahead = Math.min(MOST_AHEAD, ahead + 1);
                return again.first();
            }
            ahead = Math.max(0, ahead - 1);
            return fresh.first();
        }
    }
}
