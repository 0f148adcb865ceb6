// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.time;

import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.time.Timeline;
import dev.heliograph.time.SystemTimeline;
import dev.heliograph.time.VirtualTimeline;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Moves virtual time, or lets real time pass: a test says what it waits for, and every wait has an end. Not for use by
 * several threads.
 */
public abstract sealed class Clockwork implements AutoCloseable {
    private Clockwork() {}

    /** Virtual time: waits cost nothing, the same seed gives the same history. A call may take a virtual hour. */
    public static Clockwork virtual(long seed) {
        return new Virtual(VirtualTimeline.seeded(seed));
    }

    /**
     * Real time, for real servers.
     *
     * @param patience how long one call may take at most
     */
    public static Clockwork real(Duration patience) {
        return new Real(SystemTimeline.start(), patience);
    }

    /** The time that it moves. */
    public abstract Timeline timeline();

    /** What a plugin of that name is lent. */
    public abstract PluginContext context(String instance);

    /** Whether time costs nothing. */
    public abstract boolean isVirtual();

    /**
     * Runs until the stage is complete and gives its value.
     *
     * @throws AssertionError where it does not complete in time, or completes exceptionally
     */
    public abstract <T> T await(CompletionStage<T> stage);

    /** Lets the span pass. */
    public abstract void advance(Duration span);

    /** Runs until the condition holds or the span is over; true if it holds. */
    public abstract boolean advanceUntil(BooleanSupplier condition, Duration span);

    /** Ends what it started. */
    @Override
    public abstract void close();

    private static <T> T value(CompletableFuture<T> done) {
        try {
            return done.get(0, TimeUnit.SECONDS);
        } catch (ExecutionException thrown) {
            throw new AssertionError("a stage completed exceptionally: failures are values", thrown.getCause());
        } catch (InterruptedException | TimeoutException late) {
            throw new AssertionError("a stage did not complete in time", late);
        }
    }

    private static final class Virtual extends Clockwork {
        private static final Duration PATIENCE = Duration.ofHours(1);
        private final VirtualTimeline timeline;

        Virtual(VirtualTimeline timeline) {
            this.timeline = timeline;
        }

        @Override
        public Timeline timeline() {
            return timeline;
        }

        @Override
        public PluginContext context(String instance) {
            return timeline.context(instance);
        }

        @Override
        public boolean isVirtual() {
            return true;
        }

        @Override
        public <T> T await(CompletionStage<T> stage) {
            CompletableFuture<T> future = stage.toCompletableFuture();
            timeline.advanceUntil(future::isDone, PATIENCE);
            return value(future);
        }

        @Override
        public void advance(Duration span) {
            timeline.advance(span);
        }

        @Override
        public boolean advanceUntil(BooleanSupplier condition, Duration span) {
            return timeline.advanceUntil(condition, span);
        }

        @Override
        public void close() {}
    }

    private static final class Real extends Clockwork {
        private static final Duration STEP = Duration.ofMillis(20);
        private final SystemTimeline timeline;
        private final Duration patience;

        Real(SystemTimeline timeline, Duration patience) {
            this.timeline = timeline;
            this.patience = patience;
        }

        @Override
        public Timeline timeline() {
            return timeline;
        }

        @Override
        public PluginContext context(String instance) {
            return timeline.context(instance);
        }

        @Override
        public boolean isVirtual() {
            return false;
        }

        @Override
        public <T> T await(CompletionStage<T> stage) {
            CompletableFuture<T> future = stage.toCompletableFuture();
            advanceUntil(future::isDone, patience);
            return value(future);
        }

        @Override
        public void advance(Duration span) {
            CompletableFuture<Boolean> over = new CompletableFuture<>();
            timeline.strand("clockwork").after(span, () -> over.complete(true));
            over.join();
        }

        @Override
        public boolean advanceUntil(BooleanSupplier condition, Duration span) {
            long end = timeline.nanos() + span.toNanos();
            while (!condition.getAsBoolean()) {
                if (timeline.nanos() >= end) {
                    return condition.getAsBoolean();
                }
                advance(STEP);
            }
            return true;
        }

        @Override
        public void close() {
            timeline.close();
        }
    }
}
