// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ready lanes of one domain and class: jobs take turns, each with as many lanes as its weight. Within a job, lanes that
 * come again after a wait of their own take turns with those that come for the first time: a chat with many messages
 * would else wait for the end of the whole queue after each of them, and a few such chats would end long after all others.
 */
final class ReadyLanes {
    private final Map<Job, Turn> turns = new HashMap<>();
    private final ArrayDeque<Turn> ring = new ArrayDeque<>();

    boolean isEmpty() {
        while (!ring.isEmpty() && ring.element().isEmpty()) {
            Turn idle = ring.remove();
            turns.remove(idle.job);
        }
        return ring.isEmpty();
    }

    void add(Lane lane, Job job) {
        Turn turn = turns.get(job);
        if (turn == null) {
            turn = new Turn(job);
            turns.put(job, turn);
            ring.add(turn);
        }
        (lane.again ? turn.again : turn.fresh).add(lane);
    }

    @Nullable
    Lane poll() {
        if (isEmpty()) {
            return null;
        }
        Turn turn = ring.element();
        Lane lane = turn.poll();
        if (++turn.taken >= turn.job.weight) {
            turn.taken = 0;
            ring.add(ring.remove());
        }
        return lane;
    }

    private static final class Turn {
        private final Job job;
        private final LaneList fresh = new LaneList();
        private final LaneList again = new LaneList();
        private boolean tookAgain;
        private int taken;

        Turn(Job job) {
            this.job = job;
        }

        boolean isEmpty() {
            return fresh.isEmpty() && again.isEmpty();
        }

        @Nullable
        Lane poll() {
            tookAgain = fresh.isEmpty() || (!tookAgain && !again.isEmpty());
            return tookAgain ? again.poll() : fresh.poll();
        }
    }
}
