// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.time;

import dev.heliograph.spi.time.Alarm;
import dev.heliograph.spi.time.Strand;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Borrows a thread of a pool while it has tasks; runs them one after the other. */
final class SerialStrand implements Strand {
    private static final Logger LOG = LoggerFactory.getLogger(SerialStrand.class);
    /** Tasks that one borrowed thread runs before others get their turn. */
    private static final int TURN = 256;

    private final Executor pool;
    private final ScheduledExecutorService timers;
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private boolean running;
    private boolean ended;

    SerialStrand(Executor pool, ScheduledExecutorService timers) {
        this.pool = pool;
        this.timers = timers;
    }

    @Override
    public void execute(Runnable task) {
        if (!offer(task)) {
            LOG.debug("a task came after the timeline was closed and was dropped");
        }
    }

    @Override
    public boolean offer(Runnable task) {
        synchronized (tasks) {
            if (ended) {
                return false;
            }
            tasks.add(task);
            if (running) {
                return true;
            }
            running = true;
        }
        return borrow() || !withdrawn(task);
    }

    /** No thread was lent: what others were promised meanwhile is run here; true where the task was still to be run. */
    private boolean withdrawn(Runnable task) {
        boolean wasWaiting;
        synchronized (tasks) {
            wasWaiting = tasks.remove(task);
        }
        turn();
        return wasWaiting;
    }

    @Override
    public Alarm after(Duration delay, Runnable task) {
        Waiting waiting = new Waiting(task);
        try {
            Future<?> timer =
                    timers.schedule(() -> execute(waiting), Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
            return () -> {
                timer.cancel(false);
                return waiting.cancel();
            };
        } catch (RejectedExecutionException closed) {
            return () -> true;
        }
    }

    private boolean borrow() {
        try {
            pool.execute(this::turn);
            return true;
        } catch (RejectedExecutionException closed) {
            synchronized (tasks) {
                ended = true;
            }
            return false;
        }
    }

    private void turn() {
        do {
            for (int i = 0; i < TURN; i++) {
                Runnable task = next();
                if (task == null) {
                    return;
                }
                run(task);
            }
            // what was taken is run, also where no thread is lent any more
        } while (!borrow());
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error bug) {
            // a bug of one task must not stop the strand: everything behind it would wait for ever
            LOG.error("a task of a strand failed", bug);
        }
    }

    private @Nullable Runnable next() {
        synchronized (tasks) {
            Runnable task = tasks.poll();
            running = task != null;
            return task;
        }
    }

    /** A task that can be called back until it begins, also while it stands in the queue of the strand. */
    private static final class Waiting implements Runnable {
        private final AtomicReference<@Nullable Runnable> body;

        Waiting(Runnable body) {
            this.body = new AtomicReference<>(body);
        }

        boolean cancel() {
            return body.getAndSet(null) != null;
        }

        @Override
        public void run() {
            Runnable begun = body.getAndSet(null);
            if (begun != null) {
                begun.run();
            }
        }
    }
}
