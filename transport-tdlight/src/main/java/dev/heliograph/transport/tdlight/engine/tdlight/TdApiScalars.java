// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.engine.tdlight;

import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** What a field of the generated classes holds besides objects: truth values, numbers, strings and bytes. */
final class TdApiScalars {
    /** Beyond it some readers of JSON lose digits. */
    private static final long EXACT = 1L << 53;

    private TdApiScalars() {}

    /** Whether it is one of them; bytes count as one value, not as an array. */
    static boolean isScalar(Class<?> type) {
        return type.isPrimitive() || type == String.class || type == byte[].class;
    }

    /** The classes do not tell int53 from int64, so numbers are taken in both of TDLib's forms. */
    static Object read(JsonNode json, Class<?> type) throws TdApiMismatchException {
        if (type == boolean.class && json.isBoolean()) {
            return json.booleanValue();
        }
        if (type == String.class && json.isString()) {
            return json.stringValue();
        }
        try {
            if (type == byte[].class && json.isString()) {
                return Base64.getDecoder().decode(json.stringValue());
            }
            if (type == long.class && isWhole(json)) {
                return Long.parseLong(json.asString());
            }
            if (type == int.class && isWhole(json)) {
                return Integer.parseInt(json.asString());
            }
            if (type == double.class && (json.isNumber() || json.isString())) {
                return Double.parseDouble(json.asString());
            }
        } catch (IllegalArgumentException malformed) {
            // never the value: it may be a secret
            throw new TdApiMismatchException("not of type " + type.getSimpleName());
        }
        throw new TdApiMismatchException("expected " + type.getSimpleName() + ", found " + json.getNodeType());
    }

    /** Writes a value, or an array of numbers or truth values. */
    static void write(JsonGenerator out, @Nullable Object value) {
        if (value == null) {
            out.writeNull();
        } else if (value instanceof String text) {
            out.writeString(text);
        } else if (value instanceof Boolean truth) {
            out.writeBoolean(truth);
        } else if (value instanceof Integer number) {
            out.writeNumber(number);
        } else if (value instanceof Double number) {
            out.writeNumber(number);
        } else if (value instanceof byte[] bytes) {
            out.writeString(Base64.getEncoder().encodeToString(bytes));
        } else {
            writeNumbers(out, value);
        }
    }

    private static void writeNumbers(JsonGenerator out, Object value) {
        if (value instanceof Long number) {
            writeLong(out, number);
        } else if (value instanceof long[] numbers) {
            out.writeStartArray();
            for (long number : numbers) {
                writeLong(out, number);
            }
            out.writeEndArray();
        } else if (value instanceof int[] numbers) {
            out.writeArray(numbers, 0, numbers.length);
        } else if (value instanceof double[] numbers) {
            out.writeArray(numbers, 0, numbers.length);
        } else if (value instanceof boolean[] truths) {
            out.writeStartArray();
            for (boolean truth : truths) {
                out.writeBoolean(truth);
            }
            out.writeEndArray();
        } else {
            throw new IllegalArgumentException("no form in JSON for " + value.getClass());
        }
    }

    private static void writeLong(JsonGenerator out, long number) {
        if (number > EXACT || number < -EXACT) {
            out.writeString(Long.toString(number));
        } else {
            out.writeNumber(number);
        }
    }

    private static boolean isWhole(JsonNode json) {
        return json.isIntegralNumber() || json.isString();
    }
}
