// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import dev.heliograph.model.Failure;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;

/** What an error of the client or of the server means: whether the script may have run all the same. */
final class Failures {
    /**
     * Words by which a server refuses before it begins. A script meets them at its first write, or not at all, and then
     * the word stands inside of a longer sentence.
     */
    private static final Pattern REFUSED = Pattern.compile("(?:^|[-\\s])(LOADING|BUSY|READONLY|OOM|NOSCRIPT|CLUSTERDOWN"
            + "|MASTERDOWN|MISCONF|NOREPLICAS|TRYAGAIN|MOVED|ASK|NOAUTH|NOPERM|WRONGPASS|UNKILLABLE)\\b");
    /** How the client says that it never wrote the command. */
    private static final List<String> UNWRITTEN =
            List.of("Commands are rejected", "Request queue size exceeded", "Cannot determine a partition");

    private static final List<String> MISLED = List.of("READONLY", "MOVED", "ASK ", "CLUSTERDOWN");

    private Failures() {}

    static Failure of(Throwable thrown, boolean writes) {
        Throwable cause = cause(thrown);
        String said = String.valueOf(cause.getMessage());
        if (cause instanceof RedisCommandExecutionException) {
            return isRefused(said) || !writes
                    ? new Failure.Unavailable(Failure.Origin.STATE, "redis refused: " + line(said))
                    : new Failure.Ambiguous("redis stopped a script: " + line(said));
        }
        if (cause instanceof RedisConnectionException || UNWRITTEN.stream().anyMatch(said::contains) || !writes) {
            return new Failure.Unavailable(Failure.Origin.STATE, "redis cannot be reached: " + line(said));
        }
        return new Failure.Ambiguous(
                cause instanceof RedisCommandTimeoutException
                        ? "redis did not answer in time"
                        : "the connection to redis broke: " + line(said));
    }

    /** Whether another server may be the right one to ask. */
    static boolean isMisled(Throwable thrown) {
        String said = String.valueOf(cause(thrown).getMessage());
        return cause(thrown) instanceof RedisConnectionException
                || MISLED.stream().anyMatch(said::contains)
                || UNWRITTEN.stream().anyMatch(said::contains);
    }

    static Throwable cause(Throwable thrown) {
        Throwable cause = thrown;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static boolean isRefused(String said) {
        return REFUSED.matcher(said).find();
    }

    /** The first line, of a length that a log can bear. */
    private static String line(String said) {
        String first = said.lines().findFirst().orElse("");
        return first.length() > 200 ? first.substring(0, 200) + "…" : first;
    }
}
