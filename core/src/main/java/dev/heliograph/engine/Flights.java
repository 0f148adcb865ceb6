// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.spi.time.Alarm;
import dev.heliograph.spi.time.Strand;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The attempts whose answers are awaited. All have the same time, so that the oldest is the first to run out of it and
 * one alarm serves all.
 */
final class Flights {
    private final ArrayDeque<Attempt<?>> flying = new ArrayDeque<>();
    private final Strand strand;
    private final LongSupplier clock;
    private final long timeout;
    private @Nullable Alarm alarm;
    private boolean watching;
    private int size;

    Flights(Strand strand, LongSupplier clock, Duration timeout) {
        this.strand = strand;
        this.clock = clock;
        this.timeout = timeout.toNanos();
    }

    void add(Attempt<?> attempt) {
        flying.add(attempt);
        size++;
        if (alarm == null && !watching) {
            watch();
        }
    }

    void landed() {
        size--;
    }

    int size() {
        return size;
    }

    /** An attempt whose time is out makes room for others, which come here at once: the walk goes on over them. */
    private void watch() {
        alarm = null;
        watching = true;
        while (alarm == null && !flying.isEmpty()) {
            Attempt<?> oldest = flying.element();
            long left = oldest.startedAt + timeout - clock.getAsLong();
            if (!oldest.isOpen() || oldest.hasNoTimeout) {
                flying.remove();
            } else if (left <= 0) {
                flying.remove();
                oldest.timeOut();
            } else {
                alarm = strand.after(Duration.ofNanos(left), this::watch);
            }
        }
        watching = false;
    }
}
