// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.model.Stable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a close left undone. Messages of the outbox are not among it: they stay there.
 *
 * @param undone calls that were answered CLOSED, by session, in the order of configuration
 */
@Stable
public record CloseReport(Map<String, Integer> undone) {
    /** Copies the map. */
    public CloseReport {
        undone = Collections.unmodifiableMap(new LinkedHashMap<>(undone));
    }

    /** All of them. */
    public int total() {
        return undone.values().stream().mapToInt(Integer::intValue).sum();
    }
}
