// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.policy;

import dev.heliograph.model.Stable;
import dev.heliograph.model.TrafficClass;
import java.util.EnumMap;
import java.util.Map;

/**
 * Who is next among traffic classes that all have work: each gets permits in the share of its weight, the urgent one
 * first (stride scheduling). Not for use by several threads.
 */
@Stable
public final class Shares {
    private static final long STRIDE = 1 << 20;
    private final Map<TrafficClass, Long> pass = new EnumMap<>(TrafficClass.class);
    private long latest;

    /** Nobody has had anything yet. */
    public Shares() {
        for (TrafficClass trafficClass : TrafficClass.values()) {
            pass.put(trafficClass, 0L);
        }
    }

    /** Which of two classes with work goes first. */
    public boolean precedes(TrafficClass one, TrafficClass other) {
        int byShare = Long.compare(position(one), position(other));
        return byShare != 0 ? byShare < 0 : one.weight() > other.weight();
    }

    /** The class was given a permit. */
    public void served(TrafficClass trafficClass) {
        long position = position(trafficClass);
        latest = position;
        pass.put(trafficClass, position + STRIDE / trafficClass.weight());
    }

    /** A class that had no work for a while does not save up what it did not use. */
    private long position(TrafficClass trafficClass) {
        return Math.max(pass.getOrDefault(trafficClass, 0L), latest);
    }
}
