// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.command;

import dev.heliograph.model.Stable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a command has to say: named values in order, some of which are reports again or lists of them. The command line
 * prints it as {@code name value} lines and tables, or as JSON with the names in snake_case. Not for use by several threads
 * while it is being filled.
 */
@Stable
public final class Report {
    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    /** One that says nothing yet. */
    public Report() {}

    /** A text, or null where there is none. */
    public Report put(String name, @Nullable String value) {
        return add(name, value);
    }

    /** A whole number. */
    public Report put(String name, long value) {
        return add(name, value);
    }

    /** A number. */
    public Report put(String name, double value) {
        return add(name, value);
    }

    /** Yes or no. */
    public Report put(String name, boolean value) {
        return add(name, value);
    }

    /** A moment, or null where there is none. */
    public Report put(String name, @Nullable Instant value) {
        return add(name, value);
    }

    /** A length of time, or null where there is none; in JSON the name ends in {@code _ms}. */
    public Report put(String name, @Nullable Duration value) {
        return add(name, value);
    }

    /** A report within this one. */
    public Report put(String name, Report value) {
        return add(name, value);
    }

    /** The rows of a table. */
    public Report put(String name, List<Report> rows) {
        return add(name, List.copyOf(rows));
    }

    /** The values by name, in order: String, Long, Double, Boolean, Instant, Duration, Report, List of Report, or null. */
    public Map<String, @Nullable Object> fields() {
        return Collections.unmodifiableMap(fields);
    }

    private Report add(String name, @Nullable Object value) {
        if (fields.containsKey(name)) {
            throw new IllegalArgumentException("'" + name + "' was put before");
        }
        fields.put(name, value);
        return this;
    }

    @Override
    public String toString() {
        return fields.toString();
    }
}
