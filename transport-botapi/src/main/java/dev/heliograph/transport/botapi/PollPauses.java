// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.model.Failure;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next poll. Confined to the strand of its session. */
final class PollPauses {
    /** A poll that was cut off may hold its place at the server for this long, and another program's does. */
    static final Duration CONFLICT = Duration.ofSeconds(50);

    private static final Duration FIRST_BACKOFF = Duration.ofMillis(500);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(60);
    private static final Duration FIRST_IDLE = Duration.ofMillis(100);
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(2);

    private final RandomGenerator chance;
    private Duration backoff = FIRST_BACKOFF;
    private Duration idle = FIRST_IDLE;

    PollPauses(RandomGenerator chance) {
        this.chance = chance;
    }

    /** A poll was answered. */
    void answered() {
        backoff = FIRST_BACKOFF;
    }

    /** An answer brought something. */
    void brought() {
        idle = FIRST_IDLE;
    }

    /** After a failure that may pass: 0.5 s, doubling to 60 s, the last half of it by chance. */
    Duration afterFailure() {
        Duration pause = backoff;
        backoff = least(backoff.multipliedBy(2), LONGEST_BACKOFF);
        return scaled(pause, 0.5 + chance.nextDouble() / 2);
    }

    /** After a refusal for speed, whose number is a lower bound. */
    Duration after(Failure.Throttled flood) {
        return scaled(flood.retryAfter(), 1.01 + chance.nextDouble() * 0.09);
    }

    /** After a conflict: fifty seconds, and up to a tenth more. */
    Duration afterConflict() {
        return scaled(CONFLICT, 1 + chance.nextDouble() / 10);
    }

    /** After an answer that brought nothing new although it came at once: 0.1 s, doubling to 2 s. */
    Duration whileHandlersWork() {
        Duration pause = idle;
        idle = least(idle.multipliedBy(2), LONGEST_IDLE);
        return pause;
    }

    private static Duration scaled(Duration span, double factor) {
        return Duration.ofMillis(Math.round(span.toMillis() * factor));
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
