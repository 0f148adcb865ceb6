// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.spi.time.Alarm;
import dev.heliograph.spi.time.Strand;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The attempts whose answers are awaited. All have the same time, so that the oldest is the first to run out of it and
 * one alarm serves all; uploads are watched apart.
 */
final class Flights {
    /** How long an upload may stand still: servers of one's own answer only after they have passed a file on. */
    private static final long STALLED = Duration.ofMinutes(15).toNanos();

    private final ArrayDeque<Attempt<?>> flying = new ArrayDeque<>();
    private final List<Attempt<?>> uploads = new ArrayList<>();
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
        size++;
        if (attempt.call.isUpload()) {
            uploads.add(attempt);
            if (uploads.size() == 1) {
                strand.after(Duration.ofNanos(STALLED), this::watchUploads);
            }
            return;
        }
        flying.add(attempt);
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

    /** Those whose calls are not kept in the outbox. */
    int callers() {
        return (int) Stream.concat(flying.stream(), uploads.stream())
                .filter(attempt -> attempt.isOpen() && !attempt.call.isRow())
                .count();
    }

    /** Uploads take as long as their size wants, as long as they move. */
    private void watchUploads() {
        long now = clock.getAsLong();
        uploads.removeIf(attempt -> !attempt.isOpen());
        for (Attempt<?> attempt : List.copyOf(uploads)) {
            if (now - Math.max(attempt.startedAt, attempt.call.progressedAt) >= STALLED) {
                uploads.remove(attempt);
                attempt.timeOut();
            }
        }
        if (!uploads.isEmpty()) {
            strand.after(Duration.ofNanos(STALLED / 4), this::watchUploads);
        }
    }

    /** An attempt whose time is out makes room for others, which come here at once: the walk goes on over them. */
    private void watch() {
        alarm = null;
        watching = true;
        while (alarm == null && !flying.isEmpty()) {
            Attempt<?> oldest = flying.element();
            long left = oldest.startedAt + timeout - clock.getAsLong();
            if (!oldest.isOpen()) {
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
