// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.time;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Generators that depend on a seed and a name only, so that adding a session does not disturb the others. */
final class Chance {
    private Chance() {}

    static RandomGenerator of(long seed, String name) {
        long mixed = seed;
        for (int i = 0; i < name.length(); i++) {
            mixed = mix(mixed ^ name.charAt(i));
        }
        return new SplittableRandom(mixed);
    }

    /** The finalizer of SplitMix64: neighbouring inputs give unrelated outputs. */
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
