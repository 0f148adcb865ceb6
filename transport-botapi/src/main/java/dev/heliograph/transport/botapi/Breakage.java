// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.model.OneLine;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says in one line why a request broke, without the path, which holds the token. */
final class Breakage {
    private static final int LONGEST = 160;
    private static final int DEEPEST = 10;

    private Breakage() {}

    static String inWords(@Nullable Throwable thrown, String path) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause == null || cause instanceof CancellationException) {
            return "the request was broken off";
        }
        if (has(cause, UnresolvedAddressException.class) || has(cause, UnknownHostException.class)) {
            return "the server's name is not known";
        }
        if (has(cause, ConnectException.class)) {
            return "the connection was refused";
        }
        String message = masked(String.valueOf(cause.getMessage()), path);
        return has(cause, SSLException.class) ? "TLS failed: " + message : "the connection broke: " + message;
    }

    /** Whether the client itself may be what is broken, and not the way to the server. */
    static boolean mayBeTheClients(@Nullable Throwable thrown) {
        return thrown != null
                && !has(thrown, CancellationException.class)
                && !has(thrown, UnresolvedAddressException.class)
                && !has(thrown, UnknownHostException.class)
                && !has(thrown, ConnectException.class)
                && !has(thrown, SSLException.class);
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
