// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import dev.heliograph.model.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/** The arguments of a call, however they were sent. Values may be JSON or the same as text, as the server takes both. */
final class Parameters {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final TreeMap<String, JsonNode> values;
    private final TreeMap<String, UploadedFile> files;

    private Parameters(Builder builder) {
        this.values = new TreeMap<>(builder.values);
        this.files = new TreeMap<>(builder.files);
    }

    /** These and nothing else, as a list of an outer call has them. */
    static Parameters of(JsonNode object) {
        Builder builder = new Builder();
        builder.object(object);
        return builder.build();
    }

    /** The value as text, or null where it is missing. */
    @Nullable
    String text(String name) {
        JsonNode value = values.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        return value.isContainer() ? value.toString() : value.asString();
    }

    /** The value as text, or "" where it is missing. */
    String textOrEmpty(String name) {
        String text = text(name);
        return text == null ? "" : text;
    }

    boolean has(String name) {
        return !textOrEmpty(name).isEmpty();
    }

    /** The value as a number; what is none counts as missing. */
    long number(String name, long missing) {
        try {
            return Numbers.whole(textOrEmpty(name), Long.MIN_VALUE, Long.MAX_VALUE);
        } catch (IllegalArgumentException notANumber) {
            return missing;
        }
    }

    boolean flag(String name) {
        String text = textOrEmpty(name).strip().toLowerCase(Locale.ROOT);
        return text.equals("true") || text.equals("yes") || text.equals("1");
    }

    /** The value as JSON, or null where it is missing or null. */
    @Nullable
    JsonNode json(String name) {
        return json(name, name.replace('_', ' '));
    }

    /** As {@link #json(String)}, called so in a refusal. */
    @Nullable
    JsonNode json(String name, String called) {
        JsonNode value = values.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            return value;
        }
        String text = value.asString();
        if (text.isBlank()) {
            return null;
        }
        try {
            JsonNode parsed = JSON.readTree(text);
            return parsed.isNull() || parsed.isMissingNode() ? null : parsed;
        } catch (JacksonException malformed) {
            throw Refusal.bad("can't parse " + called + " JSON object");
        }
    }

    /** A list of JSON values; empty where it is missing. */
    List<JsonNode> list(String name) {
        JsonNode value = json(name);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            throw Refusal.bad("expected an Array of " + name.replace('_', ' '));
        }
        return new ArrayList<>(value.values());
    }

    /** The file that was sent under that name, or null. */
    @Nullable
    UploadedFile file(String name) {
        return files.get(name);
    }

    /** Collects arguments; a later one of the same name wins. */
    static final class Builder {
        private final TreeMap<String, JsonNode> values = new TreeMap<>();
        private final TreeMap<String, UploadedFile> files = new TreeMap<>();

        void text(String name, String value) {
            values.put(name, StringNode.valueOf(value));
        }

        void file(String name, UploadedFile file) {
            files.put(name, file);
        }

        void object(JsonNode object) {
            object.properties().forEach(entry -> values.put(entry.getKey(), entry.getValue()));
        }

        void json(byte[] text) {
            try {
                JsonNode node = JSON.readTree(text);
                if (node.isObject()) {
                    object(node);
                    return;
                }
            } catch (JacksonException malformed) {
                // falls through to the one refusal
            }
            throw Refusal.bad("can't parse JSON object");
        }

        Parameters build() {
            return new Parameters(this);
        }
    }
}
