// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.policy;

import java.util.Set;

/** Planted: as in the simulator. */
final class SaltsCollections {

    static final class SetOf {
        Object planted() {
            return Set.of("a", "b");
        }
    }
}
