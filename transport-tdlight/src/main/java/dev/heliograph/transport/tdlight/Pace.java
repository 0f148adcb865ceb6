// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight;

import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.time.Timeline;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Lets what comes at once through one after the other, so many in a span of time. May be used from any thread. */
final class Pace {
    private final Timeline timeline;
    private final long interval;
    private final AtomicLong next;

    /** @param interval between two; positive */
    Pace(Timeline timeline, Duration interval) {
        this.timeline = timeline;
        this.interval = interval.toNanos();
        this.next = new AtomicLong(timeline.nanos());
    }

    /** Runs it there when its turn has come; never before it returns. */
    void take(Strand strand, Runnable body) {
        long now = timeline.nanos();
        // nanos have an arbitrary origin: only differences mean something
        long turn = next.getAndUpdate(before -> (before - now > 0 ? before : now) + interval);
        strand.after(Duration.ofNanos(Math.max(0, turn - now)), body);
    }
}
