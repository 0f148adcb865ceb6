// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Failure;
import dev.heliograph.model.FailureException;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at how servers are set up before anything is entrusted to them. One that would throw rows away is refused; what can
 * only lose the latest writes is a warning.
 */
final class ServerChecks {
    private static final Logger LOG = LoggerFactory.getLogger(ServerChecks.class);

    private ServerChecks() {}

    static void check(String name, Line line, Duration patience) {
        try {
            for (RedisAsyncCommands<byte[], byte[]> server : await(line.masters(), patience)) {
                List<String> warnings = new ArrayList<>();
                judge(name, await(server.info(), patience), warnings);
                warnings.forEach(warning -> LOG.atWarn().log(name + ": " + warning));
            }
        } catch (ExecutionException failed) {
            Throwable cause = Failures.cause(failed);
            if (String.valueOf(cause.getMessage()).startsWith("NOPERM")) {
                throw new ConfigurationException(name + ": the user may not run INFO, which this store needs");
            }
            throw unavailable(name + ": cannot be examined: " + cause.getMessage());
        } catch (TimeoutException late) {
            throw unavailable(name + ": did not say within " + patience.toMillis() + " ms how it is set up");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ConfigurationException(name + ": interrupted while connecting");
        }
    }

    private static FailureException unavailable(String reason) {
        return new FailureException(new Failure.Unavailable(Failure.Origin.STATE, reason));
    }

    /** Adds to the warnings what can be lost; what is in {@code info} is as INFO gives it. */
    static void judge(String name, String info, List<String> warnings) {
        String policy = value(info, "maxmemory_policy", "noeviction");
        boolean isBounded = !value(info, "maxmemory", "0").equals("0");
        if (isBounded && policy.startsWith("allkeys")) {
            throw new ConfigurationException(name + ": maxmemory-policy " + policy
                    + " would throw away messages that wait; it must be noeviction");
        }
        if (isBounded && !policy.equals("noeviction")) {
            warnings.add("maxmemory-policy " + policy + " may forget limits and values early; better is noeviction");
        }
        if (!value(info, "role", "master").equals("master")) {
            throw new ConfigurationException(name + ": the server is a replica, which takes no writes");
        }
        if (value(info, "loading", "0").equals("1")) {
            warnings.add("the server is still loading its data");
        }
        if (value(info, "aof_enabled", "0").equals("0")) {
            warnings.add("appendonly is off: what was stored since the latest snapshot is lost when the server dies");
        }
        if (!value(info, "connected_slaves", "0").equals("0")
                && value(info, "min_slaves_good_slaves", "").isEmpty()) {
            warnings.add(
                    "min-replicas-to-write is 0: a master that is cut off from its replicas goes on taking writes");
        }
    }

    /** How a server is set up, for people. */
    static String words(String info) {
        return value(info, "redis_version", "?") + ", appendonly "
                + (value(info, "aof_enabled", "0").equals("1") ? "yes" : "no")
                + ", maxmemory " + value(info, "maxmemory", "0") + " with "
                + value(info, "maxmemory_policy", "noeviction")
                + ", replicas " + value(info, "connected_slaves", "0")
                + (value(info, "min_slaves_good_slaves", "").isEmpty() ? "" : ", min-replicas-to-write is set");
    }

    private static String value(String info, String key, String otherwise) {
        return info.lines()
                .filter(line -> line.startsWith(key + ":"))
                .map(line -> line.substring(key.length() + 1).strip())
                .findFirst()
                .orElse(otherwise);
    }

    private static <T> T await(CompletionStage<T> stage, Duration patience)
            throws InterruptedException, ExecutionException, TimeoutException {
        return stage.toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    }
}
