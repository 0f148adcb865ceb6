// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.policy;

import dev.heliograph.model.Stable;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The pause before a lost connection is made again: 0.5 s doubling to 60 s, of which a random half is waited at least.
 *
 * @param failures connections that failed in a row
 */
@Stable
public record ReconnectDelay(int failures) {
    private static final long FIRST = Duration.ofMillis(500).toNanos();
    private static final long LAST = Duration.ofSeconds(60).toNanos();

    /** After one more failure. */
    public ReconnectDelay next() {
        return new ReconnectDelay(failures + 1);
    }

    /** The pause. */
    public Duration draw(RandomGenerator chance) {
        long ceiling = failures >= 8 ? LAST : Math.min(LAST, FIRST << failures);
        return Duration.ofNanos(ceiling / 2 + (long) (chance.nextDouble() * (ceiling - ceiling / 2)));
    }
}
