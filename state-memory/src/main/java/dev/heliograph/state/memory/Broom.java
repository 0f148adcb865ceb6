// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.memory;

/** Says when it is worth looking for what is over: after the map has doubled, so that a write costs O(1) on average. */
final class Broom {
    private static final int LEAST = 1024;
    private int threshold = LEAST;

    boolean isDue(int size) {
        return size >= threshold;
    }

    void swept(int size) {
        threshold = Math.max(LEAST, size * 2);
    }
}
