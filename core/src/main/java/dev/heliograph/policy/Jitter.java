// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.policy;

import dev.heliograph.model.Stable;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** Lengthens the waits that Telegram asks for: its numbers are lower bounds. */
@Stable
public final class Jitter {
    private static final double LEAST = 0.01;
    private static final double SPREAD = 0.09;

    private Jitter() {}

    /** The wait and 1 to 10 % more. */
    public static Duration lengthen(Duration wait, RandomGenerator chance) {
        return wait.plusNanos((long) (wait.toNanos() * (LEAST + SPREAD * chance.nextDouble())));
    }
}
