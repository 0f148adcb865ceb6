// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.model.OneLine;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.CancellationException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says in one line why a request broke, without the path, which holds the token. */
final class Breakage {
    private static final int LONGEST = 160;
    private static final int DEEPEST = 10;

    private Breakage() {}

    static String inWords(@Nullable Throwable thrown, String path) {
        Throwable cause = tellingMost(thrown);
        if (cause == null || cause instanceof CancellationException) {
            return "the request was broken off";
        }
        if (has(cause, UnknownHostException.class)) {
            return "the server's name is not known";
        }
        String unreachable = unreachable(cause);
        if (unreachable != null) {
            int more = cause.getSuppressed().length;
            return unreachable + (more == 0 ? "" : ", at each of " + (more + 1) + " addresses");
        }
        String message = masked(String.valueOf(cause.getMessage()), path);
        return has(cause, SSLException.class) ? "TLS failed: " + message : "the connection broke: " + message;
    }

    /** Each address fails in its own way: one that was reached tells more than one that was not. */
    private static @Nullable Throwable tellingMost(@Nullable Throwable thrown) {
        if (thrown != null) {
            for (Throwable other : thrown.getSuppressed()) {
                if (unreachable(thrown) != null && unreachable(other) == null) {
                    return other;
                }
            }
        }
        return thrown;
    }

    /** Why there was no connection; null where there was one. */
    private static @Nullable String unreachable(Throwable cause) {
        if (has(cause, NoRouteToHostException.class)) {
            return "there is no way to the server";
        }
        if (has(cause, SocketTimeoutException.class)) {
            return "the server did not take the connection";
        }
        return has(cause, ConnectException.class) ? "the connection was refused" : null;
    }

    private static boolean has(Throwable thrown, Class<? extends Throwable> type) {
        Throwable cause = thrown;
        for (int i = 0; i < DEEPEST && cause != null; i++) {
            if (type.isInstance(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** Without the token that stands in the path. */
    static String masked(String message, String path) {
        return OneLine.of(TokenMask.ofPath(path).over(message).replaceAll("\\s+", " "), LONGEST);
    }
}
