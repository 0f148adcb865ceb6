// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.time;

import dev.heliograph.model.Stable;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.time.KeyedStrands;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.time.Timeline;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** Real time, on daemon threads of its own. Closing it ends them. */
@Stable
public final class SystemTimeline implements Timeline, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Threads that handlers may hold up at once; beyond that chats wait for each other. */
    private static final int SPARE = 500;

    private final ScheduledThreadPoolExecutor timers;
    private final ExecutorService workers;
    private final ExecutorService blocking;
    private final Semaphore spare = new Semaphore(SPARE);
    private final long seed = new SecureRandom().nextLong();

    private SystemTimeline() {
        timers = new ScheduledThreadPoolExecutor(1, threads("heliograph-timer"));
        timers.setRemoveOnCancelPolicy(true);
        int cores = Math.max(2, Runtime.getRuntime().availableProcessors());
        workers = Executors.newFixedThreadPool(cores, threads("heliograph-worker"));
        blocking = Executors.newCachedThreadPool(threads("heliograph-blocking"));
    }

    /** Starts the threads. */
    public static SystemTimeline start() {
        return new SystemTimeline();
    }

    @Override
    public Instant instant() {
        return Instant.now();
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public Strand strand(String name) {
        return new SerialStrand(workers, timers);
    }

    @Override
    public Strand blockingStrand(String name) {
        return new SerialStrand(blocking, timers);
    }

    @Override
    public KeyedStrands blockingStrands(String name) {
        return new PooledStrands(name, blocking, timers, spare);
    }

    @Override
    public Executor blocking() {
        return task -> {
            try {
                blocking.execute(task);
            } catch (RejectedExecutionException closed) {
                // the answers of the last calls come while the timeline ends: they are told by who closes it
                task.run();
            }
        };
    }

    @Override
    public RandomGenerator chance(String name) {
        return Chance.of(seed, name);
    }

    /** What a plugin of that name is lent. */
    public PluginContext context(String instance) {
        return new LentTime(instance, this, blocking(), true, SystemTimeline::startLoop, SystemTimeline::atExit);
    }

    /** As {@link #close(Duration)} with ten seconds. */
    @Override
    public void close() {
        close(PATIENCE);
    }

    /**
     * Ends all threads; tasks that have not begun are dropped. Waits up to that long for those that run, then interrupts
     * them; not so on one of its own threads, which would wait for itself.
     */
    public void close(Duration patience) {
        if (Thread.currentThread() instanceof OwnThread own && own.owner == this) {
            startLoop("close", () -> end(patience));
        } else {
            end(patience);
        }
    }

    private void end(Duration patience) {
        timers.shutdownNow();
        workers.shutdown();
        blocking.shutdown();
        long until = nanos() + patience.toNanos();
        try {
            boolean ended = workers.awaitTermination(until - nanos(), TimeUnit.NANOSECONDS)
                    && blocking.awaitTermination(until - nanos(), TimeUnit.NANOSECONDS);
            if (!ended) {
                workers.shutdownNow();
                blocking.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** As {@link #close(Duration)}, from a thread apart, so that it may be asked for on one of those that end; completes there. */
    public CompletionStage<Void> closeLater(Duration patience) {
        CompletableFuture<Void> promise = new CompletableFuture<>();
        startLoop("close", () -> {
            end(patience);
            promise.complete(null);
        });
        return promise;
    }

    static PluginContext.Loop startLoop(String name, Runnable body) {
        Thread thread = new Thread(body, "heliograph-" + name);
        thread.setDaemon(true);
        thread.start();
        return () -> {
            thread.interrupt();
            try {
                thread.join(PATIENCE.toMillis());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        };
    }

    private static PluginContext.AtExit atExit(String name, Runnable body) {
        Thread thread = new Thread(body, "heliograph-" + name);
        Runtime.getRuntime().addShutdownHook(thread);
        return () -> {
            try {
                Runtime.getRuntime().removeShutdownHook(thread);
            } catch (IllegalStateException ending) {
                // it runs, or has run
            }
        };
    }

    private ThreadFactory threads(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> new OwnThread(this, task, name + "-" + number.incrementAndGet());
    }

    /** A thread that knows whose it is. */
    private static final class OwnThread extends Thread {
        private final SystemTimeline owner;

        OwnThread(SystemTimeline owner, Runnable task, String name) {
            super(task, name);
            this.owner = owner;
            setDaemon(true);
        }
    }
}
