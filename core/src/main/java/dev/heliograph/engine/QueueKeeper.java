// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.Stable;
import dev.heliograph.spi.time.Strand;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wants a queue that no session owns by itself, such as that of a pool, and keeps it while its lease holds: one process at a
 * time moves its rows. A process that has none of the sessions leaves the queue to one that has. Runs on the strand of the
 * pump.
 */
@Stable
public final class QueueKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(QueueKeeper.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private final OutboxPump pump;
    private final Strand strand;
    private final Tenure tenure;
    private final Lease lease;
    private final BooleanSupplier able;
    private final Supplier<CompletionStage<Outcome<Boolean>>> first;
    private boolean closed;
    /** Counts the leases: what was begun under an earlier one is void. */
    private long term;

    private String told = "";

    /**
     * Keeps the queue of that pump once {@link #start} is called.
     *
     * @param able whether a session of this process could send; asked about once a second, on the strand of the pump
     * @param first what must be done before the first row moves, each time that the queue becomes this process's
     */
    public QueueKeeper(
            Fleet fleet, OutboxPump pump, BooleanSupplier able, Supplier<CompletionStage<Outcome<Boolean>>> first) {
        this.pump = pump;
        this.able = able;
        this.first = first;
        this.strand = pump.strand();
        this.tenure = new Tenure(fleet, pump);
        this.lease = fleet.lease("queue/" + pump.queue(), strand, this::lost);
    }

    /** Wants the queue from now on. */
    public void start() {
        strand.execute(this::want);
    }

    /** Wants it no more, and lets others have it at once. */
    public void close() {
        strand.execute(() -> {
            closed = true;
            term++;
            tenure.end();
            lease.release(() -> {});
        });
    }

    private void want() {
        if (closed) {
            return;
        }
        if (able.getAsBoolean()) {
            lease.take(this::taken);
        } else {
            strand.after(AGAIN, this::want);
        }
    }

    /** While the queue is this process's: without a session it is of no use here, and another process may have one. */
    private void watch(long mine, boolean wasAble) {
        if (mine != term) {
            return;
        }
        boolean isAble = able.getAsBoolean();
        if (isAble || wasAble) {
            // a session that is connected anew is back by the next look
            strand.after(AGAIN, () -> watch(mine, isAble));
            return;
        }
        LOG.atInfo().addKeyValue("queue", pump.queue()).log("let a queue go: this process has none of its sessions");
        term++;
        tenure.end();
        pump.takeBack();
        lease.release(() -> strand.after(AGAIN, this::want));
    }

    private void taken(@Nullable Failure refused) {
        if (closed) {
            return;
        }
        if (refused != null) {
            if (!refused.reason().equals(told)) {
                told = refused.reason();
                LOG.atInfo()
                        .addKeyValue("queue", pump.queue())
                        .addKeyValue("reason", told)
                        .log("another process sends what is in this queue; it is taken over when that process ends");
            }
            strand.after(AGAIN, this::want);
            return;
        }
        told = "";
        long mine = ++term;
        watch(mine, true);
        first.get()
                .whenCompleteAsync(
                        (ready, bug) -> {
                            if (mine != term) {
                                return;
                            }
                            if (ready != null && ready.isDone()) {
                                begin();
                            } else {
                                strand.after(AGAIN, this::want);
                            }
                        },
                        strand);
    }

    private void begin() {
        tenure.begin()
                .whenCompleteAsync(
                        (fence, bug) -> {
                            if (fence == null || !fence.isDone()) {
                                strand.after(AGAIN, this::want);
                            }
                        },
                        strand);
    }

    private void lost(String why) {
        term++;
        tenure.end();
        pump.takeBack();
        strand.after(AGAIN, this::want);
    }
}
