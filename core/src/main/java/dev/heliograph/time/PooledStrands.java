// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.time;

import dev.heliograph.spi.time.KeyedStrands;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Strands by key over a few threads. A thread that a task holds up counts no more, so that another one takes its place: the
 * chats of handlers that hang wait, and no others, until the threads that all such strands share are used up.
 */
final class PooledStrands implements KeyedStrands {
    private static final Logger LOG = LoggerFactory.getLogger(PooledStrands.class);
    /** Threads that work at once, those that are held up apart. */
    static final int HANDS = 8;
    /** A task that runs for longer holds its thread up. */
    private static final long HELD_UP = Duration.ofMillis(100).toNanos();
    /** A task that runs for longer is told of, once. */
    private static final long LONG = Duration.ofSeconds(60).toNanos();

    private final String name;
    private final Executor pool;
    private final ScheduledExecutorService timers;
    private final Semaphore spare;
    private final Map<Long, Lane> lanes = new HashMap<>();
    private final ArrayDeque<Lane> ready = new ArrayDeque<>();
    private final Set<Hand> hands = new LinkedHashSet<>();
    private int heldUp;
    private boolean looksSoon;
    private boolean looksLater;
    private boolean toldOfEnd;

    /** The semaphore says how many threads may be held up at once, in all strands that share it. */
    PooledStrands(String name, Executor pool, ScheduledExecutorService timers, Semaphore spare) {
        this.name = name;
        this.pool = pool;
        this.timers = timers;
        this.spare = spare;
    }

    @Override
    public void execute(long key, Runnable task) {
        Hand hired;
        synchronized (this) {
            Lane lane = lanes.computeIfAbsent(key, Lane::new);
            lane.tasks.add(task);
            if (lane.isListed) {
                return;
            }
            lane.isListed = true;
            ready.add(lane);
            hired = hire();
        }
        begin(hired);
    }

    /** A hand for what is ready, or null where it must wait for one. */
    private @Nullable Hand hire() {
        if (ready.isEmpty()) {
            return null;
        }
        if (hands.size() - heldUp >= HANDS) {
            lookSoon();
            return null;
        }
        Hand hand = new Hand();
        hands.add(hand);
        lookLater();
        return hand;
    }

    private void begin(@Nullable Hand hand) {
        if (hand == null) {
            return;
        }
        try {
            pool.execute(hand);
        } catch (RejectedExecutionException closed) {
            LOG.debug("a task came after the timeline was closed and was dropped");
            synchronized (this) {
                hands.remove(hand);
            }
        }
    }

    private void lookSoon() {
        if (!looksSoon) {
            looksSoon = true;
            lookIn(HELD_UP, () -> {
                synchronized (this) {
                    looksSoon = false;
                }
                makeRoom();
            });
        }
    }

    private void lookLater() {
        if (!looksLater) {
            looksLater = true;
            lookIn(LONG, () -> {
                synchronized (this) {
                    looksLater = false;
                    if (!hands.isEmpty()) {
                        lookLater();
                    }
                }
                tellOfLongOnes();
            });
        }
    }

    private void lookIn(long nanos, Runnable look) {
        try {
            Object unused = timers.schedule(look, nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("the timeline was closed: nobody waits any more");
        }
    }

    /** Tasks wait: threads that are held up count no more, as long as there are others. */
    private void makeRoom() {
        List<Hand> hired = new ArrayList<>();
        boolean isEnd = false;
        synchronized (this) {
            long now = System.nanoTime();
            for (Hand hand : hands) {
                if (ready.isEmpty() || isEnd) {
                    break;
                }
                if (!hand.isHeldUp && hand.lane != null && now - hand.since >= HELD_UP) {
                    isEnd = !spare.tryAcquire();
                    hand.isHeldUp = !isEnd;
                    heldUp += isEnd ? 0 : 1;
                }
            }
            // one hand for each that was lost, and for each lane that waits
            for (int lanesLeft = ready.size(); lanesLeft > 0; lanesLeft--) {
                Hand hand = hire();
                if (hand == null) {
                    break;
                }
                hired.add(hand);
            }
            if (!ready.isEmpty()) {
                lookSoon();
            }
            isEnd &= !toldOfEnd;
            toldOfEnd |= isEnd;
        }
        hired.forEach(this::begin);
        if (isEnd) {
            LOG.atWarn()
                    .addKeyValue("strands", name)
                    .log("handlers hang in so many chats that the others of this process wait for them");
        }
    }

    private void tellOfLongOnes() {
        int found = 0;
        synchronized (this) {
            long now = System.nanoTime();
            for (Hand hand : hands) {
                if (!hand.isTold && hand.lane != null && now - hand.since >= LONG) {
                    hand.isTold = true;
                    found++;
                }
            }
        }
        if (found > 0) {
            LOG.atWarn()
                    .addKeyValue("strands", name)
                    .addKeyValue("handlers", found)
                    .addKeyValue("seconds", TimeUnit.NANOSECONDS.toSeconds(LONG))
                    .log("a handler still runs after a long time; its chat waits for it");
        }
    }

    /** Takes the next task, in turn over the lanes; null where the hand is to leave. */
    private synchronized @Nullable Runnable next(Hand hand) {
        Lane done = hand.lane;
        if (done != null) {
            hand.lane = null;
            if (done.tasks.isEmpty()) {
                lanes.remove(done.key);
            } else {
                ready.add(done);
            }
        }
        if (hand.isHeldUp) {
            hand.isHeldUp = false;
            heldUp--;
            spare.release();
            toldOfEnd = false;
        }
        Lane lane = hands.size() - heldUp > HANDS ? null : ready.poll();
        if (!ready.isEmpty()) {
            lookSoon();
        }
        if (lane == null) {
            hands.remove(hand);
            return null;
        }
        hand.lane = lane;
        hand.since = System.nanoTime();
        hand.isTold = false;
        return lane.tasks.remove();
    }

    /** The tasks of one key. It is listed while it has some, or one of them runs. */
    private static final class Lane {
        private final long key;
        private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
        private boolean isListed;

        Lane(long key) {
            this.key = key;
        }
    }

    /** A thread that takes one task after the other. */
    private final class Hand implements Runnable {
        /** What it works at; null where it is between two tasks. */
        private @Nullable Lane lane;

        private long since;
        private boolean isHeldUp;
        private boolean isTold;

        @Override
        public void run() {
            for (Runnable task = next(this); task != null; task = next(this)) {
                try {
                    task.run();
                } catch (RuntimeException | Error bug) {
                    LOG.error("a task of a strand failed", bug);
                }
            }
        }
    }
}
