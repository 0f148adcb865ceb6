// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.simulator;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;

/** Clean: collections with an order, and look-ups without one. */
final class OrdersCollections {

    static final class Sorted {
        Object planted() {
            return new TreeMap<String, String>().entrySet();
        }
    }

    static final class Listed {
        Object planted() {
            return List.of("a", "b");
        }
    }

    static final class Looked {
        Object planted() {
            return new HashMap<String, String>().get("a");
        }
    }

    static final class Linked {
        Object planted() {
            return new LinkedHashMap<String, String>().values();
        }
    }
}
