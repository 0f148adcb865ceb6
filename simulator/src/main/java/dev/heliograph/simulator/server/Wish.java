// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.server;

import dev.heliograph.model.Limit;
import dev.heliograph.model.Numbers;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What somebody asks of the world: a JSON object whose fields are read one by one. Confined to one thread. */
final class Wish {
    private final JsonNode fields;
    private final Set<String> known = new LinkedHashSet<>();

    private Wish(JsonNode fields) {
        this.fields = fields;
    }

    /**
     * Reads it; nothing at all stands for an empty object.
     *
     * @throws IllegalArgumentException with one sentence about what is wrong, as all methods here
     */
    static Wish parse(String text) {
        if (text.isBlank()) {
            return new Wish(JsonMapper.shared().createObjectNode());
        }
        JsonNode read;
        try {
            read = JsonMapper.shared().readTree(text);
        } catch (JacksonException wrong) {
            throw new IllegalArgumentException("The body is no JSON: expected an object.");
        }
        if (!read.isObject()) {
            throw new IllegalArgumentException("The body is no JSON object.");
        }
        return new Wish(read);
    }

    /** The number of a bot, given as that or as its token. */
    long bot() {
        JsonNode node = required("bot", "the number of a bot or its token");
        String text = node.asString("");
        int colon = text.indexOf(':');
        // a token is not repeated in a message
        return number(colon < 0 ? text : text.substring(0, colon), "bot", "the number of a bot or its token");
    }

    boolean has(String name) {
        known.add(name);
        return fields.hasNonNull(name);
    }

    long number(String name) {
        return number(required(name, "a whole number").asString(""), name, "a whole number");
    }

    /** A number above 0 and up to that many. */
    double positive(String name, double most) {
        JsonNode node = required(name, "a number");
        double value = node.isNumber() ? node.doubleValue() : Double.NaN;
        if (!(value > 0 && value <= most)) {
            throw new IllegalArgumentException(
                    "'" + name + "' is " + node + ": expected a number above 0 and up to " + (long) most + ".");
        }
        return value;
    }

    String text(String name) {
        JsonNode node = required(name, "a text");
        if (!node.isString() || node.stringValue().isEmpty()) {
            throw new IllegalArgumentException("'" + name + "' is " + node + ": expected a text.");
        }
        return node.stringValue();
    }

    /** A limit, or null where it is not given. */
    @Nullable
    Limit limit(String name) {
        if (!has(name)) {
            return null;
        }
        String text = text(name);
        try {
            return Limit.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("'" + name + "': " + wrong.getMessage() + ".");
        }
    }

    /** Every field has been asked for by now: another one is a mistake. */
    void end() {
        for (String name : fields.propertyNames()) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("'" + name + "' is not known here: expected "
                        + (known.isEmpty() ? "nothing" : String.join(", ", known)) + ".");
            }
        }
    }

    private JsonNode required(String name, String what) {
        if (!has(name)) {
            throw new IllegalArgumentException("'" + name + "' is missing: expected " + what + ".");
        }
        return fields.get(name);
    }

    private static long number(String text, String name, String what) {
        try {
            return Numbers.whole(text, Long.MIN_VALUE, Long.MAX_VALUE);
        } catch (IllegalArgumentException notANumber) {
            throw new IllegalArgumentException("'" + name + "' is no number: expected " + what + ".", notANumber);
        }
    }
}
