// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.provider;

import dev.heliograph.spi.time.Strand;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The threads that were alive at one moment, to tell which ones came later. */
public final class LiveThreads {
    private static final int PAUSES = 150;
    private static final Duration PAUSE = Duration.ofMillis(20);
    /** Threads that the JDK, JUnit or a timeline starts when they are first needed, and keeps. */
    private static final List<String> OTHERS = List.of(
            "heliograph-timer",
            "heliograph-worker",
            "heliograph-blocking",
            "Common-Cleaner",
            "Cleaner-",
            "process reaper",
            "C1 ",
            "C2 ",
            "Attach Listener",
            "HttpClient-",
            "junit-");

    private final Set<Thread> before;

    private LiveThreads(Set<Thread> before) {
        this.before = before;
    }

    /** Those of now. */
    public static LiveThreads now() {
        return new LiveThreads(Thread.getAllStackTraces().keySet());
    }

    /** How many threads this process has started until now, whether or not they are still alive. */
    public static long started() {
        return ManagementFactory.getThreadMXBean().getTotalStartedThreadCount();
    }

    /** The names of threads that are alive and were not there then, sorted; those of the JDK and of timelines apart. */
    public List<String> since() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread) && thread.isAlive())
                .map(Thread::getName)
                .filter(name -> OTHERS.stream().noneMatch(name::startsWith))
                .sorted()
                .toList();
    }

    /**
     * As {@link #since}, once it is empty or after 3 s: threads need a moment to end.
     *
     * @param strand of real time, to wait by
     */
    public List<String> leftOver(Strand strand) {
        for (int i = 0; i < PAUSES && !since().isEmpty(); i++) {
            CompletableFuture<Boolean> pause = new CompletableFuture<>();
            strand.after(PAUSE, () -> pause.complete(true));
            pause.join();
        }
        return since();
    }
}
