// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.render;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A JSON object in the order in which it was filled; its text is compact. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    /**
     * Adds a field. Instants become ISO-8601 texts of whole milliseconds, durations milliseconds, further objects and
     * lists of them themselves, numbers and booleans themselves, everything else its text.
     */
    public Json put(String key, @Nullable Object value) {
        fields.put(key, plain(value));
        return this;
    }

    /** The compact text. */
    @Override
    public String toString() {
        return MAPPER.writeValueAsString(fields);
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Json object) {
            return object.fields;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> items = new ArrayList<>();
            list.forEach(item -> items.add(plain(item)));
            return items;
        }
        if (value instanceof Duration duration) {
            return duration.toMillis();
        }
        if (value instanceof Instant instant) {
            return Instant.ofEpochMilli(instant.toEpochMilli()).toString();
        }
        return value.toString();
    }
}
