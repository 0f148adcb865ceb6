// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Stable;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Code of users and plugins, called so that nothing it throws goes further: it may throw whatever there is, such as an error
 * of an assertion, of a class that is missing or of a stack that is full. May be used from any thread.
 */
@Stable
public final class Guarded {
    private Guarded() {}

    /** Runs it; gives what it threw, or null. */
    public static @Nullable Throwable run(Runnable code) {
        return call(() -> {
            code.run();
            return true;
        });
    }

    /** As {@link #run}, for code that may throw checked exceptions. */
    @SuppressWarnings("CatchingUnchecked")
    public static @Nullable Throwable call(Callable<?> code) {
        try {
            Object unused = code.call();
            return null;
        } catch (Exception | Error thrown) {
            return thrown;
        }
    }

    /** A line about what was thrown: an error where the machine itself is in need, else a warning. */
    public static LoggingEventBuilder log(Logger log, Throwable thrown) {
        return log.atLevel(thrown instanceof VirtualMachineError ? Level.ERROR : Level.WARN)
                .setCause(thrown);
    }
}
