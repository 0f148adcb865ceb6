// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

import java.util.EnumMap;
import java.util.Map;

/** Whether a fault strikes now. Each fault has dice of its own, so that the rate of one leaves the others as they are. */
final class Weather {
    private final EnumMap<Fault, Double> rates = new EnumMap<>(Fault.class);
    private final EnumMap<Fault, Dice> dice = new EnumMap<>(Fault.class);
    private long floodAfter = Long.MAX_VALUE;
    private long floodNanos;

    Weather(long seed, Map<Fault, Double> rates) {
        for (Fault fault : Fault.values()) {
            this.rates.put(fault, rates.getOrDefault(fault, 0.0));
            dice.put(fault, Dice.of(seed, "fault " + fault.key()));
        }
    }

    boolean strikes(Fault fault) {
        return dice(fault).hit(rate(fault));
    }

    double rate(Fault fault) {
        return rates.getOrDefault(fault, 0.0);
    }

    Dice dice(Fault fault) {
        Dice own = dice.get(fault);
        if (own == null) {
            throw new IllegalStateException("no dice for " + fault);
        }
        return own;
    }

    void set(Fault fault, double rate) {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException(fault.key() + " " + rate + ": expected a share from 0 to 1");
        }
        rates.put(fault, rate);
    }

    /** The first message after so many accepted ones will open a window. */
    void planFlood(long accepted, long nanos) {
        floodAfter = accepted;
        floodNanos = nanos;
    }

    /** The length of the planned window where it is due now, which it is once; else 0. */
    long takePlannedFlood(long accepted) {
        if (accepted < floodAfter) {
            return 0;
        }
        floodAfter = Long.MAX_VALUE;
        return floodNanos;
    }

    /** Nothing strikes any more. People who blocked the sender or left stay as they are. */
    void calmDown() {
        floodAfter = Long.MAX_VALUE;
        for (Fault fault : Fault.values()) {
            if (fault != Fault.BLOCKERS && fault != Fault.DEACTIVATED) {
                rates.put(fault, 0.0);
            }
        }
    }
}
