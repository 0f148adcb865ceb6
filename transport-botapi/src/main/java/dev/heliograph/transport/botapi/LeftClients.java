// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The clients that a pool has left and nobody uses any more. One that can be closed, as from Java 21 on, is closed. One
 * that cannot keeps its thread until the garbage collector comes by, which may take hours; so it is used again as soon as
 * it has surely given up its connections, and there are never more of them than are left within that time. Confined to
 * the monitor of its pool.
 */
final class LeftClients<C> {
    /** The JDK's name for the seconds that a connection is kept, and what holds where nothing is said. */
    private static final String KEPT = "jdk.httpclient.keepalive.timeout";

    private static final int KEPT_BY_DEFAULT = 1200;
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private record Left<C>(WeakReference<C> client, long since) {}

    private final Executor blocking;
    private final ArrayDeque<Left<C>> left = new ArrayDeque<>();

    LeftClients(Executor blocking) {
        this.blocking = blocking;
    }

    /** How long after its last request a client has no connection any more. */
    static Duration untilBare() {
        int seconds = Math.max(KEPT_BY_DEFAULT, Integer.getInteger(KEPT, KEPT_BY_DEFAULT));
        return Duration.ofSeconds(seconds).plus(MARGIN);
    }

    /**
     * Takes one whose last request is over.
     *
     * @param nanos when that was
     */
    void add(C client, long nanos) {
        if (client instanceof AutoCloseable) {
            addForGood(client);
        } else {
            left.add(new Left<>(new WeakReference<>(client), nanos));
        }
    }

    /** Takes one that may be broken, and never gives it back. */
    void addForGood(C client) {
        if (client instanceof AutoCloseable closeable) {
            try {
                blocking.execute(() -> quietly(closeable));
            } catch (RejectedExecutionException ending) {
                // with everything else, and its thread with it
            }
        }
    }

    /** Gives one back that is as good as new, or null. */
    @Nullable
    C bare(long nanos) {
        while (!left.isEmpty() && nanos - left.element().since() > untilBare().toNanos()) {
            C client = left.remove().client().get();
            if (client != null) {
                return client;
            }
        }
        return null;
    }

    private static void quietly(AutoCloseable client) {
        try {
            client.close();
        } catch (Exception late) {
            // nobody uses it any more
            if (late instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
