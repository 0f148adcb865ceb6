// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.time;

import dev.heliograph.model.Stable;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.time.Timeline;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** Real time, on daemon threads of its own. Closing it ends them. */
@Stable
public final class SystemTimeline implements Timeline, AutoCloseable {
    private static final int CLOSE_SECONDS = 10;
    private final ScheduledThreadPoolExecutor timers;
    private final ExecutorService workers;
    private final ExecutorService blocking;
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
        return new LentTime(instance, this, blocking(), SystemTimeline::startLoop, SystemTimeline::atExit);
    }

    /**
     * Ends all threads; tasks that have not begun are dropped. Waits up to 10 s for those that run; not so on one of its own
     * threads, which would wait for itself.
     */
    @Override
    public void close() {
        if (Thread.currentThread() instanceof OwnThread own && own.owner == this) {
            startLoop("close", this::end);
        } else {
            end();
        }
    }

    private void end() {
        timers.shutdownNow();
        workers.shutdown();
        blocking.shutdown();
        try {
            boolean ended = workers.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)
                    && blocking.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                workers.shutdownNow();
                blocking.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** As {@link #close}, from a thread apart, so that it may be asked for on one of those that end; completes there. */
    public CompletionStage<Void> closeLater() {
        CompletableFuture<Void> promise = new CompletableFuture<>();
        startLoop("close", () -> {
            end();
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
                thread.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
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
