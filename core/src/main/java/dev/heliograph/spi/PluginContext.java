// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi;

import dev.heliograph.model.Implementable;
import dev.heliograph.spi.time.Timeline;
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
     * Starts a thread that runs the body until it returns or the loop is closed; the body must end on interruption.
     *
     * @param name part of the thread's name
     */
    Loop loop(String name, Runnable body);

    /** A running thread of a plugin. */
    @Implementable
    interface Loop extends AutoCloseable {
        /** Interrupts the thread and waits up to 10 s until it has ended. */
        @Override
        void close();
    }
}
