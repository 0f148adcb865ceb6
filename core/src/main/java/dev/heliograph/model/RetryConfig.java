// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * When a call is tried again. Floods, server errors and network errors have a budget of {@code maxRetries} each.
 *
 * @param maxRetries tries after the first, per budget; 0 to 1000
 * @param baseDelay the ceiling of the first delay
 * @param maxDelay the ceiling of every delay
 * @param exponentialBase how much the ceiling grows with each try; 1 to 10
 * @param jitter whether the delay is drawn evenly between 0 and its ceiling, rather than being the ceiling
 * @param retryOnFlood whether a flood wait is waited out
 * @param retryOnServerError whether "cannot now" of the server is tried again
 * @param retryOnNetworkError whether a server that was not reached is tried again
 */
@Stable
public record RetryConfig(
        int maxRetries,
        Duration baseDelay,
        Duration maxDelay,
        double exponentialBase,
        boolean jitter,
        boolean retryOnFlood,
        boolean retryOnServerError,
        boolean retryOnNetworkError) {
    /** Checks all values; one error lists every problem. */
    public RetryConfig {
        List<String> problems = new ArrayList<>();
        if (maxRetries < 0 || maxRetries > 1000) {
            problems.add("retry.maxRetries " + maxRetries + ": expected 0 to 1000");
        }
        if (baseDelay.isNegative() || baseDelay.isZero()) {
            problems.add("retry.baseDelay " + baseDelay + ": expected above 0");
        }
        if (maxDelay.compareTo(baseDelay) < 0) {
            problems.add("retry.maxDelay " + maxDelay + ": expected at least baseDelay " + baseDelay);
        }
        if (!(exponentialBase >= 1 && exponentialBase <= 10)) {
            problems.add("retry.exponentialBase " + exponentialBase + ": expected 1 to 10");
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }

    /** 5 retries, 1 s doubling to 60 s with jitter, for floods, server and network errors alike. */
    public static RetryConfig defaults() {
        return new RetryConfig(5, Duration.ofSeconds(1), Duration.ofSeconds(60), 2, true, true, true, true);
    }

    /** The same with another number of retries. */
    public RetryConfig withMaxRetries(int retries) {
        return new RetryConfig(
                retries,
                baseDelay,
                maxDelay,
                exponentialBase,
                jitter,
                retryOnFlood,
                retryOnServerError,
                retryOnNetworkError);
    }

    /** The same with other delays. */
    public RetryConfig withDelays(Duration base, Duration max) {
        return new RetryConfig(
                maxRetries, base, max, exponentialBase, jitter, retryOnFlood, retryOnServerError, retryOnNetworkError);
    }
}
