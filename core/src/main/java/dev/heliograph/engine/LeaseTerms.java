// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Stable;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * How leases are held.
 *
 * @param self this process
 * @param length how long a lease holds after it was asked for, at least 1 s
 * @param isGone whether that holder is known to be dead, so that nobody need wait for the end of its lease
 */
@Stable
public record LeaseTerms(Holder self, Duration length, Predicate<Holder> isGone) {
    /** Where nothing else is configured. */
    public static final Duration USUAL = Duration.ofSeconds(15);

    /** The time between two renewals: two may fail before it matters. */
    Duration renewal() {
        return length.dividedBy(5);
    }

    /** How long after it was asked for it is used: the rest is for disconnecting before others may connect. */
    Duration use() {
        return length.multipliedBy(4).dividedBy(5);
    }

    /** How long somebody else watches a lease that does not change before he takes it. */
    Duration patience() {
        return length.plus(length.dividedBy(3));
    }
}
