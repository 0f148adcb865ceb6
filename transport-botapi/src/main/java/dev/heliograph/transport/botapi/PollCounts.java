// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Counts how a session receives. May be used from any thread. */
final class PollCounts {
    final AtomicLong polls = new AtomicLong();
    final AtomicLong updates = new AtomicLong();
    final AtomicLong malformed = new AtomicLong();
    final AtomicLong conflicts = new AtomicLong();
    final AtomicLong failures = new AtomicLong();
    final AtomicLong restarts = new AtomicLong();
    final AtomicInteger inHand = new AtomicInteger();
    private volatile @Nullable Instant lastUpdateAt;

    void updateCame(Instant now) {
        updates.incrementAndGet();
        lastUpdateAt = now;
    }

    PollingStatus.Snapshot snapshot() {
        return new PollingStatus.Snapshot(
                polls.get(),
                updates.get(),
                malformed.get(),
                conflicts.get(),
                failures.get(),
                restarts.get(),
                inHand.get(),
                lastUpdateAt);
    }
}
