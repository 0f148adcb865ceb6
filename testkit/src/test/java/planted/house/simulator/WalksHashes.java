// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.simulator;

import java.util.HashMap;
import java.util.HashSet;

/** Planted: each class walks in the order of hashes. */
final class WalksHashes {

    static final class Keys {
        Object planted() {
            return new HashMap<String, String>().keySet();
        }
    }

    static final class Each {
        void planted() {
            new HashMap<String, String>().forEach((key, value) -> {});
        }
    }

    static final class Elements {
        Object planted() {
            return new HashSet<String>().iterator();
        }
    }
}
