// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

import java.util.SplittableRandom;

/** Chance that depends on a seed and a purpose only, so that one purpose does not disturb the draws of another. */
public final class Dice {
    private final SplittableRandom random;

    private Dice(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** The dice of that seed for that purpose. */
    public static Dice of(long seed, String purpose) {
        long mixed = seed;
        for (int i = 0; i < purpose.length(); i++) {
            mixed = mix(mixed ^ purpose.charAt(i));
        }
        return new Dice(mixed);
    }

    /** Whether something of that rate, 0 to 1, happens now. A rate of 0 draws nothing. */
    public boolean hit(double rate) {
        return rate > 0 && random.nextDouble() < rate;
    }

    /** A number from least to most, both included. */
    public long between(long least, long most) {
        return least >= most ? least : random.nextLong(least, most + 1);
    }

    /** A share from 0, included, to 1, excluded. */
    public double share() {
        return random.nextDouble();
    }

    /** A span around a mean, as arrivals that know nothing of each other have it. */
    long exponential(double mean) {
        return (long) (-mean * StrictMath.log(1 - random.nextDouble()));
    }

    /** A share from 0 to 1 that belongs to a number for ever: the same on every call. */
    static double fixedShare(long seed, String purpose, long number) {
        return of(seed ^ mix(number), purpose).share();
    }

    /** The finalizer of SplitMix64: neighbouring inputs give unrelated outputs. */
    public static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
