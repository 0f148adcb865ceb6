// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.engine;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.locks.LockSupport;

/** Planted: each class makes, holds up or pools threads. */
final class HandlesThreads {

    static final class Makes {
        Object planted() {
            return new Thread(() -> {});
        }
    }

    static final class Refers {
        java.util.concurrent.ThreadFactory planted() {
            return Thread::new;
        }
    }

    static final class Sleeps {
        void planted() throws Exception {
            Thread.sleep(1);
        }
    }

    static final class SleepsByUnit {
        void planted() throws Exception {
            java.util.concurrent.TimeUnit.SECONDS.sleep(1);
        }
    }

    static final class Pools {
        Object planted() {
            return Executors.newCachedThreadPool();
        }
    }

    static final class PoolsByHand {
        Object planted() {
            return new java.util.concurrent.ScheduledThreadPoolExecutor(1);
        }
    }

    static final class Common {
        Object planted() {
            return ForkJoinPool.commonPool();
        }
    }

    static final class Times {
        Object planted() {
            return new java.util.Timer(true);
        }
    }

    static final class Streams {
        Object planted() {
            return List.of(1).parallelStream();
        }
    }

    static final class Parallels {
        Object planted() {
            return List.of(1).stream().parallel();
        }
    }

    static final class Waits {
        void planted() throws Exception {
            this.wait(1L);
        }
    }

    static final class Parks {
        void planted() {
            LockSupport.parkNanos(1);
        }
    }
}
