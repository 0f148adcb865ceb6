// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.simulator;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Planted: each class makes a collection whose order differs per run. */
final class SaltsCollections {

    static final class SetOf {
        Object planted() {
            return Set.of("a", "b");
        }
    }

    static final class MapOf {
        Object planted() {
            return Map.of("a", "b");
        }
    }

    static final class SetCopy {
        Object planted() {
            return Set.copyOf(new TreeSet<String>());
        }
    }

    static final class MapCopy {
        Object planted() {
            return Map.copyOf(new TreeMap<String, String>());
        }
    }

    static final class Entries {
        Object planted() {
            return Map.ofEntries(Map.entry("a", "b"));
        }
    }

    static final class Collected {
        Object planted() {
            return Stream.of("a").collect(Collectors.toUnmodifiableSet());
        }
    }
}
