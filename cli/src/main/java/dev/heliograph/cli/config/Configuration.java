// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.config;

import dev.heliograph.model.Environment;
import dev.heliograph.model.RetryConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The effective configuration, checked as a whole. Its text form shows no secrets.
 *
 * @param transports addresses by name, in the order of the file; the one of the CLI is called main
 * @param state the address of the state store
 * @param metrics the address of the metrics, or null for none
 * @param node the name of this process among those of the fleet, or null for one that is made
 * @param lease how long sessions and queues stay this process's after it was last heard of
 * @param retry when calls are tried again
 * @param sessions the sessions to use, never empty
 * @param log where log lines go
 * @param environment the process's variables over those of {@code .env}
 * @param shown the same for people
 * @param warnings what was passed over, a line each
 */
public record Configuration(
        Map<String, String> transports,
        String state,
        @Nullable String metrics,
        @Nullable String node,
        Duration lease,
        RetryConfig retry,
        List<SessionSettings> sessions,
        LogSettings log,
        Environment environment,
        List<Shown> shown,
        List<String> warnings) {
    /**
     * The problem with the place where its key was set before it, as far as it begins with one: core knows no files.
     *
     * @param problem such as {@code lease: PT0.001S: expected 1s to 10m}
     */
    public String located(String problem) {
        return Shown.located(shown, problem);
    }

    @Override
    public String toString() {
        return "Configuration" + shown;
    }
}
