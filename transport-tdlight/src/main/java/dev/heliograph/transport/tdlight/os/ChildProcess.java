// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.os;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Process of another program, which ends with the wait for it, however that ends. */
public final class ChildProcess implements AutoCloseable {
    /** What a program needs to start, to find its libraries and to write where it may. */
    private static final List<String> NEEDED = List.of(
            "PATH",
            "HOME",
            "LANG",
            "LC_ALL",
            "LC_CTYPE",
            "TMPDIR",
            "TMP",
            "TEMP",
            "XDG_CACHE_HOME",
            "LD_LIBRARY_PATH",
            "DYLD_LIBRARY_PATH",
            "SYSTEMROOT",
            "USERPROFILE",
            "LOCALAPPDATA");

    private static final List<String> SECRET = List.of("TELEGRAM_", "HELIOGRAPH_", "REDIS_URL");
    private static final long END_SECONDS = 10;

    private final Process process;

    private ChildProcess(Process process) {
        this.process = process;
    }

    /** Starts it. */
    public static ChildProcess start(ProcessBuilder builder) throws IOException {
        return new ChildProcess(builder.start());
    }

    /** A program that is lent only those variables of this process that any program needs. */
    public static ProcessBuilder bare(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> !NEEDED.contains(name.toUpperCase(Locale.ROOT)));
        return builder;
    }

    /** A program that is lent the variables of this process, save those that hold our secrets. */
    public static ProcessBuilder trusted(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .keySet()
                .removeIf(name -> SECRET.stream().anyMatch(name.toUpperCase(Locale.ROOT)::startsWith));
        return builder;
    }

    /** Its standard input. */
    public OutputStream input() {
        return process.getOutputStream();
    }

    /** What it ended with; to be asked when it has ended. */
    public int exitValue() {
        return process.exitValue();
    }

    /**
     * Waits for its end.
     *
     * @param interrupted ends the wait when it completes
     * @return whether it ended in time
     * @throws CancellationException where the wait was ended, or this thread was interrupted
     */
    public boolean await(Duration patience, CompletionStage<Void> interrupted) {
        CompletableFuture<Void> end = interrupted.toCompletableFuture();
        try {
            Object unused =
                    CompletableFuture.anyOf(process.onExit(), end).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CancellationException("nothing was changed");
        } catch (ExecutionException bug) {
            throw new IllegalStateException("the end of a process has no failure", bug);
        }
        if (process.isAlive()) {
            throw new CancellationException("nothing was changed");
        }
        return true;
    }

    /** Ends it with all that it started, and waits until it is gone, so that it writes nothing any more. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        Process ending = process.destroyForcibly();
        boolean interrupted = Thread.interrupted();
        try {
            boolean unused = ending.waitFor(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException again) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public String toString() {
        return "ChildProcess[" + process.pid() + "]";
    }
}
