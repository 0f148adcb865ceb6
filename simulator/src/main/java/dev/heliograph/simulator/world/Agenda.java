// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

import java.util.PriorityQueue;
import java.util.function.LongConsumer;

/** What the world does by itself later: deliver scheduled messages, answer, write. In the order of time and arrival. */
final class Agenda {
    private record Entry(long due, long arrival, LongConsumer task) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byTime = Long.compare(due, other.due);
            return byTime != 0 ? byTime : Long.compare(arrival, other.arrival);
        }
    }

    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private long arrivals;

    /** The task is given the time for which it was planned. */
    void plan(long due, LongConsumer task) {
        entries.add(new Entry(due, arrivals++, task));
    }

    long nextDue() {
        return entries.isEmpty() ? Long.MAX_VALUE : entries.peek().due();
    }

    void run(long now) {
        while (nextDue() <= now) {
            Entry entry = entries.remove();
            entry.task().accept(entry.due());
        }
    }
}
