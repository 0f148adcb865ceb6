// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.spi.time.Timeline;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Guard before a kept connection that may be dead. A request that is written into one that the server is closing gets no
 * answer, and nobody knows whether it was carried out; so a connection that rested for long, that the server has closed,
 * or on which something waits that nobody asked for takes no further request. May be used from any thread.
 */
final class FreshConnections implements Interceptor {
    /** Servers keep a connection for 60 s and more; below that it is alive. */
    static final Duration REST = Duration.ofSeconds(20);

    private final Timeline timeline;
    /** When each connection was last used, in nanoseconds. */
    private final Map<Connection, Long> used = Collections.synchronizedMap(new WeakHashMap<>());

    FreshConnections(Timeline timeline) {
        this.timeline = timeline;
    }

    /** Sign that a connection was not to be used; nothing was written into it. */
    static final class StaleException extends IOException {
        private static final long serialVersionUID = 1;

        StaleException() {
            super("the connection rested for too long");
        }
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Connection connection = chain.connection();
        if (connection == null) {
            throw new IllegalStateException("a network interceptor has a connection");
        }
        Long before = used.get(connection);
        boolean stale = before != null && (timeline.nanos() - before > REST.toNanos() || !isQuiet(connection.socket()));
        if (stale) {
            throw new StaleException();
        }
        Response response = chain.proceed(chain.request());
        used.put(connection, timeline.nanos());
        return response;
    }

    /** Whether the other side is there and has nothing to say. */
    private static boolean isQuiet(Socket socket) {
        try {
            int patience = socket.getSoTimeout();
            socket.setSoTimeout(1);
            try {
                // neither an end nor a byte that nobody asked for is good
                Object unused = socket.getInputStream().read();
                return false;
            } finally {
                socket.setSoTimeout(patience);
            }
        } catch (SocketTimeoutException quiet) {
            return true;
        } catch (IOException broken) {
            return false;
        }
    }
}
