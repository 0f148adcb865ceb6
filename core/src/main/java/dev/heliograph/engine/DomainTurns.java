// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.TrafficClass;
import java.util.Arrays;

/** Turns of the domains of each class, in a circle. */
@SuppressWarnings("EnumOrdinal") // places in arrays and in a circle
final class DomainTurns {
    /** The domain that a class was taken from last. */
    private final Domain[] last = new Domain[TrafficClass.values().length];

    DomainTurns() {
        Arrays.fill(last, Domain.HISTORY);
    }

    /** Whether the one domain comes before the other, counted from the domain after the one that was taken from last. */
    boolean precedes(Domain one, Domain other, TrafficClass trafficClass) {
        int next = last[trafficClass.ordinal()].ordinal() + 1;
        int count = Domain.values().length;
        return Math.floorMod(one.ordinal() - next, count) < Math.floorMod(other.ordinal() - next, count);
    }

    /** The domain had its turn. */
    void served(Domain domain, TrafficClass trafficClass) {
        last[trafficClass.ordinal()] = domain;
    }
}
