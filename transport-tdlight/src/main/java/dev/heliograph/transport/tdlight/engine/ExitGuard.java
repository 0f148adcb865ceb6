// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.engine;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.time.Alarm;
import dev.heliograph.spi.time.Strand;
import java.time.Duration;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a process that ends from crashing in TDLib. A process that ends destroys what its libraries hold; TDLib's threads still
 * work on that as long as a client is open, and the process then ends with a signal instead of its status. So all clients
 * are closed first. Where one cannot be, the process ends without that last step, with the same status.
 */
public final class ExitGuard {
    private static final Logger LOG = LoggerFactory.getLogger(ExitGuard.class);
    private static final Duration TICK = Duration.ofMillis(2);

    private ExitGuard() {}

    /**
     * Guards the process from now on.
     *
     * @param closeAll closes every client and gives how many are still open; blocks, at most for as long as the end of the
     *     process may take
     * @return ends the guard, for when every client is closed
     * @throws IllegalStateException where the process is ending already
     */
    public static PluginContext.AtExit watch(PluginContext context, IntSupplier closeAll) {
        return context.atExit("tdlib", () -> {
            int open = stillOpen(closeAll);
            if (open > 0) {
                LOG.warn("{} clients of TDLib could not be closed before the end of the process", open);
                keepAhead(context.timeline().strand("tdlib-exit"));
            }
        });
    }

    /** Ends the process at once with that status: nothing is closed and nothing destroyed, and no hook runs. */
    public static void leave(int status) {
        if (Platform.isLinux()) {
            try {
                int unused = NativeLibrary.getInstance("c").getFunction("_exit").invokeInt(new Object[] {status});
            } catch (UnsatisfiedLinkError otherLibc) {
                LOG.debug("this system has no _exit", otherLibc);
            }
        }
        Runtime.getRuntime().halt(status);
    }

    private static int stillOpen(IntSupplier closeAll) {
        try {
            return closeAll.getAsInt();
        } catch (RuntimeException bug) {
            LOG.error("clients of TDLib could not be closed", bug);
            return Integer.MAX_VALUE;
        }
    }

    /**
     * Asks again and again until the JVM stops. TDLib's threads still work, and what they use for the first time is destroyed
     * before whoever asked earlier is called; other hooks may hold up the end for long.
     */
    private static void keepAhead(Strand strand) {
        if (leaveAtOnce()) {
            Alarm unused = strand.after(TICK, () -> keepAhead(strand));
        }
    }

    /**
     * Has {@code exit} call {@code _exit} before it destroys anything. A hook of the JVM does not know the status, and whoever is
     * called by {@code on_exit} does: the last to ask is called first, with the status. Only glibc has it; elsewhere the
     * process ends as it would have, and the answer is false.
     */
    private static boolean leaveAtOnce() {
        if (!Platform.isLinux()) {
            return false;
        }
        try {
            NativeLibrary libc = NativeLibrary.getInstance("c");
            Pointer leave = libc.getFunction("_exit");
            Function onExit = libc.getFunction("on_exit");
            return onExit.invokeInt(new Object[] {leave, Pointer.NULL}) == 0;
        } catch (UnsatisfiedLinkError otherLibc) {
            LOG.debug("this system has no on_exit", otherLibc);
            return false;
        }
    }
}
