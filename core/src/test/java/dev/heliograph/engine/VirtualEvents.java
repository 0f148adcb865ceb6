// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Things that happen one after the other, by a clock of their own. */
final class VirtualEvents {
    private record Event(long at, long number, Runnable what) {}

    private final PriorityQueue<Event> line =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
    private long now;
    private long numbers;

    long now() {
        return now;
    }

    void at(long time, Runnable what) {
        line.add(new Event(Math.max(now, time), numbers++, what));
    }

    /** Lets everything happen that is due before that time. */
    void run(long until) {
        while (!line.isEmpty() && line.element().at() < until) {
            Event next = line.remove();
            now = next.at();
            next.what().run();
        }
    }
}
