// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.time;

import dev.heliograph.model.Stable;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.time.Alarm;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Virtual time of one fleet. It ends as real time does: what was given to a strand before still runs, what comes after is
 * refused, and no alarm rings any more. The timeline that it is a share of goes on. Not for use by several threads.
 */
@Stable
public final class VirtualShare implements Timeline {
    private final VirtualTimeline whole;
    private final Strand strand;
    private boolean ended;

    VirtualShare(VirtualTimeline whole) {
        this.whole = whole;
        this.strand = new EndingStrand(whole.strand(""));
    }

    @Override
    public Instant instant() {
        return whole.instant();
    }

    @Override
    public long nanos() {
        return whole.nanos();
    }

    @Override
    public Strand strand(String name) {
        return strand;
    }

    @Override
    public Strand blockingStrand(String name) {
        return strand;
    }

    /** As that of the whole; the last answers come while the time ends, and are told all the same. */
    @Override
    public Executor blocking() {
        return whole.blocking();
    }

    @Override
    public RandomGenerator chance(String name) {
        return whole.chance(name);
    }

    /** What a plugin of that name is lent, as {@link VirtualTimeline#context}. */
    public PluginContext context(String instance) {
        return VirtualTimeline.lent(instance, this);
    }

    /**
     * Begins a work and runs the timeline until it is done, as {@link VirtualTimeline#await}.
     *
     * @param how what the caller should write instead where a task of the timeline called him
     * @throws IllegalStateException with those words where one did: it would wait for itself
     */
    public <T> T await(Supplier<? extends CompletionStage<T>> work, String how) {
        return whole.awaitOutside(work, how);
    }

    /** Ends it. */
    public void end() {
        ended = true;
    }

    private final class EndingStrand implements Strand {
        private final Strand endless;

        EndingStrand(Strand endless) {
            this.endless = endless;
        }

        @Override
        public void execute(Runnable task) {
            boolean unused = offer(task);
        }

        @Override
        public boolean offer(Runnable task) {
            return !ended && endless.offer(task);
        }

        @Override
        public Alarm after(Duration delay, Runnable task) {
            if (ended) {
                return () -> true;
            }
            return endless.after(delay, () -> {
                if (!ended) {
                    task.run();
                }
            });
        }
    }
}
