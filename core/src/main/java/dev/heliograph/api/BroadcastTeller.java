// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.engine.Guarded;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the owner of a broadcast how far it has come, on a strand of its own: an audience that blocks holds up nothing. */
final class BroadcastTeller {
    private static final Logger LOG = LoggerFactory.getLogger(BroadcastTeller.class);
    private static final long TELL_EVERY = Duration.ofMillis(200).toNanos();

    private final Broadcast.Builder plan;
    private final ClientPool pool;
    private final Timeline timeline;
    private final Strand strand;
    private final long startedAt;
    private final long floodsBefore;
    private long toldAt = Long.MIN_VALUE;
    private volatile BroadcastProgress progress;

    BroadcastTeller(Broadcast.Builder plan, ClientPool pool) {
        this.plan = plan;
        this.pool = pool;
        this.timeline = plan.heliograph.timeline();
        this.strand = timeline.blockingStrand("broadcast/" + plan.job + "/told");
        this.startedAt = timeline.nanos();
        this.floodsBefore = allFloods();
        this.progress = new BroadcastProgress(plan.job, BroadcastState.RUNNING, 0, false, 0, 0, 0, 0, 0, null);
    }

    BroadcastProgress progress() {
        return progress;
    }

    long startedAt() {
        return startedAt;
    }

    /** Pauses that Telegram asked the sessions of the pool for since the start. */
    long floods() {
        return allFloods() - floodsBefore;
    }

    /** Tells it now, or when the last telling is old enough. On the strand of the pump. */
    void tell(BroadcastState state, boolean complete, BroadcastNumbers numbers, boolean now) {
        long nanos = timeline.nanos();
        double elapsed = (nanos - startedAt) / 1e9;
        double rate = elapsed <= 0 ? 0 : numbers.endedInThisRun() / elapsed;
        BroadcastProgress next = new BroadcastProgress(
                plan.job,
                state,
                numbers.total(),
                complete,
                numbers.sent(),
                numbers.failed(),
                numbers.skipped(),
                numbers.unknown(),
                rate,
                state == BroadcastState.RUNNING ? estimatedEnd(rate, numbers.open()) : null);
        progress = next;
        if (now || toldAt == Long.MIN_VALUE || nanos - toldAt >= TELL_EVERY) {
            toldAt = nanos;
            strand.execute(() -> tell(next));
        }
    }

    private void tell(BroadcastProgress next) {
        Throwable thrown = Guarded.run(() -> plan.listener.accept(next));
        if (thrown != null) {
            Guarded.log(LOG, thrown).addKeyValue("job", plan.job).log("the listener of a broadcast failed");
        }
    }

    private @Nullable Instant estimatedEnd(double rate, long open) {
        return rate <= 0 ? null : timeline.instant().plusMillis((long) (1000 * open / rate));
    }

    private long allFloods() {
        return pool.statistics().sessions().stream()
                .mapToLong(session -> session.floodWaits())
                .sum();
    }
}
