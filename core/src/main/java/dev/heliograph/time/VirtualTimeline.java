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
import java.util.PriorityQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Time that stands still until it is moved. Everything of a fleet runs on one queue, ordered by due time and arrival, on
 * the thread that moves it: the same seed gives the same history. Not for use by several threads.
 */
@Stable
public final class VirtualTimeline implements Timeline {
    /** When every virtual history begins. */
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final PriorityQueue<Task> queue = new PriorityQueue<>();
    private final Strand strand = new VirtualStrand();
    private final long seed;
    private Duration wallOffset = Duration.ZERO;
    private long nanos;
    private long arrivals;
    private long executed;
    private boolean running;

    private VirtualTimeline(long seed) {
        this.seed = seed;
    }

    /** A timeline at {@link #START}; the seed decides every draw of chance. */
    public static VirtualTimeline seeded(long seed) {
        return new VirtualTimeline(seed);
    }

    @Override
    public Instant instant() {
        return START.plusNanos(nanos).plus(wallOffset);
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public Strand strand(String name) {
        return strand;
    }

    @Override
    public Strand blockingStrand(String name) {
        return strand;
    }

    @Override
    public Executor blocking() {
        return strand;
    }

    @Override
    public RandomGenerator chance(String name) {
        return Chance.of(seed, name);
    }

    /**
     * The time of one fleet, which ends with the fleet while this timeline goes on: what its strands are given after that is
     * refused, as the threads of real time do.
     */
    public VirtualShare share() {
        return new VirtualShare(this);
    }

    /** What a plugin of that name is lent: blocking work runs in line, loops are refused, the end of the process is never seen. */
    public PluginContext context(String instance) {
        return lent(instance, this);
    }

    static PluginContext lent(String instance, Timeline timeline) {
        return new LentTime(
                instance,
                timeline,
                Runnable::run,
                false,
                (name, body) -> {
                    throw new IllegalStateException("loop '" + name + "': threads have no place in virtual time");
                },
                (name, body) -> () -> {});
    }

    /** Lets the wall clock jump, as clocks of machines do; the monotonic one does not. */
    public void stepWall(Duration step) {
        wallOffset = wallOffset.plus(step);
    }

    /** Runs everything that is due within the span, and moves the clock to its end. */
    public void advance(Duration span) {
        long end = nanos + span.toNanos();
        while (!queue.isEmpty() && queue.peek().due <= end) {
            runNext();
        }
        nanos = end;
    }

    /** Runs what is due now, without moving the clock. */
    public void settle() {
        advance(Duration.ZERO);
    }

    /** Runs, moving the clock as needed, until the condition holds or the span is over; true if it holds. */
    public boolean advanceUntil(BooleanSupplier condition, Duration span) {
        long end = nanos + span.toNanos();
        while (!condition.getAsBoolean()) {
            if (queue.isEmpty() || queue.peek().due > end) {
                nanos = end;
                return condition.getAsBoolean();
            }
            runNext();
        }
        return true;
    }

    /**
     * Runs until the stage is complete and gives its value.
     *
     * @throws IllegalStateException where it is not complete within a virtual year
     */
    public <T> T await(CompletionStage<T> stage) {
        var future = stage.toCompletableFuture();
        if (!advanceUntil(future::isDone, Duration.ofDays(366))) {
            throw new IllegalStateException(
                    "not complete within a virtual year, or nothing left that could complete it");
        }
        return future.join();
    }

    /**
     * As {@link #await}, for callers who cannot know whether a task of the timeline called them.
     *
     * @param how what they should write instead
     * @throws IllegalStateException with those words where one did: it would wait for itself
     */
    <T> T awaitOutside(Supplier<? extends CompletionStage<T>> work, String how) {
        if (running) {
            throw new IllegalStateException(how);
        }
        return await(work.get());
    }

    /** How many tasks have run since the start. */
    public long executed() {
        return executed;
    }

    /** How many tasks wait. */
    public int pending() {
        return queue.size();
    }

    private void runNext() {
        Task task = queue.remove();
        nanos = Math.max(nanos, task.due);
        executed++;
        Runnable body = task.body;
        task.body = DONE;
        boolean wasRunning = running;
        running = true;
        try {
            body.run();
        } finally {
            running = wasRunning;
        }
    }

    private Task add(long due, Runnable body) {
        Task task = new Task(due, arrivals++, body);
        queue.add(task);
        return task;
    }

    private static final class Task implements Comparable<Task> {
        private final long due;
        private final long arrival;
        private Runnable body;

        Task(long due, long arrival, Runnable body) {
            this.due = due;
            this.arrival = arrival;
            this.body = body;
        }

        @Override
        public int compareTo(Task other) {
            int byTime = Long.compare(due, other.due);
            return byTime != 0 ? byTime : Long.compare(arrival, other.arrival);
        }
    }

    private final class VirtualStrand implements Strand {
        @Override
        public void execute(Runnable body) {
            add(nanos, body);
        }

        @Override
        public Alarm after(Duration delay, Runnable body) {
            Task task = add(nanos + Math.max(0, delay.toNanos()), body);
            return () -> {
                // the task stays in the queue, empty: taking it out of the middle would cost a walk through the heap
                boolean waiting = task.body != DONE;
                task.body = DONE;
                return waiting;
            };
        }
    }

    @SuppressWarnings("UnnecessaryLambda") // told from other bodies by identity
    private static final Runnable DONE = () -> {};
}
