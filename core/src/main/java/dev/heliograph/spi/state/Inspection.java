// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.state;

import dev.heliograph.model.Stable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an {@link Upkeep#inspect} found.
 *
 * @param problems what is wrong, one line each; empty where all is well
 * @param facts what there is to know, by name in lower-case words, in order: texts, and whole numbers as {@code Long}
 */
@Stable
public record Inspection(List<String> problems, Map<String, Object> facts) {
    /** Copies both. */
    public Inspection {
        problems = List.copyOf(problems);
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }
}
