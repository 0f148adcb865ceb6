// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/** Planted: each class rolls dice that nobody seeded. */
final class RollsDice {

    static final class Maths {
        double planted() {
            return Math.random();
        }
    }

    static final class Identifies {
        Object planted() {
            return UUID.randomUUID();
        }
    }

    static final class ByThread {
        Object planted() {
            return ThreadLocalRandom.current();
        }
    }

    static final class Unseeded {
        Object planted() {
            return new Random();
        }
    }

    static final class Unsplit {
        Object planted() {
            return new SplittableRandom();
        }
    }

    static final class AnyGenerator {
        Object planted() {
            return RandomGenerator.getDefault();
        }
    }

    static final class NamedGenerator {
        Object planted() {
            return RandomGenerator.of("L64X128MixRandom");
        }
    }

    static final class Shuffles {
        void planted() {
            Collections.shuffle(new ArrayList<>());
        }
    }
}
