// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi;

import dev.heliograph.model.Implementable;
import dev.heliograph.spi.session.SessionVault;
import dev.heliograph.spi.time.Timeline;
import java.util.Optional;
import java.util.concurrent.Executor;

/** What a plugin is lent while it is open: time, threads and its own name. */
@Implementable
public interface PluginContext {
    /** The name of this instance in the fleet, such as "main". */
    String instance();

    /** The only source of time, timers and chance. */
    Timeline timeline();

    /** Runs work that blocks; in virtual time it runs at once, in line. */
    Executor blocking();

    /**
     * Where a fleet keeps sealed sessions, for transports whose sessions may be opened on any machine of the fleet; empty where
     * there is no fleet, or its state keeps nothing beyond the process. Each session is connected by one process at a time, so the records of one have one writer.
     */
    default Optional<SessionVault> vault() {
        return Optional.empty();
    }

    /**
     * Whether there are threads to lend: none in virtual time, where {@link #loop} throws, and work that blocks is for tasks of
     * the timeline.
     */
    default boolean hasThreads() {
        return true;
    }

    /**
     * Starts a thread that runs the body until it returns or the loop is closed; the body must end on interruption.
     *
     * @param name part of the thread's name
     */
    Loop loop(String name, Runnable body);

    /**
     * Has something done when the process ends in order: by return, exit, an uncaught exception or a signal; not where it is
     * killed or halted. In virtual time a process never ends, and nothing is done.
     *
     * @param name part of the name of the thread that does it
     * @param body runs beside those of others and holds up the end of the process until it returns
     * @throws IllegalStateException where the process is ending already
     */
    AtExit atExit(String name, Runnable body);

    /** A running thread of a plugin. */
    @Implementable
    interface Loop extends AutoCloseable {
        /** Interrupts the thread and waits up to 10 s until it has ended. */
        @Override
        void close();
    }

    /** Something that is done when the process ends. */
    @Implementable
    interface AtExit extends AutoCloseable {
        /** Takes it back; does nothing once the process is ending. */
        @Override
        void close();
    }
}
