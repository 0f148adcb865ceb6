// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;

/** Clean: chance that follows from a seed. */
final class SeedsDice {

    static final class Seeded {
        Object planted() {
            return new Random(1);
        }
    }

    static final class Split {
        Object planted() {
            return new SplittableRandom(1).split();
        }
    }

    static final class Shuffles {
        void planted() {
            Collections.shuffle(new ArrayList<>(), new Random(1));
        }
    }

    static final class Named {
        Object planted() {
            return UUID.nameUUIDFromBytes(new byte[0]);
        }
    }
}
