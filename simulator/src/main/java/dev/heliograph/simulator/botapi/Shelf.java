// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Remembers the last so many things by key. */
final class Shelf<K, V> {
    private final Map<K, V> things;

    Shelf(int most) {
        this.things = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    @Nullable
    V get(K key) {
        return things.get(key);
    }

    void put(K key, V value) {
        things.put(key, value);
    }

    void remove(K key) {
        things.remove(key);
    }
}
