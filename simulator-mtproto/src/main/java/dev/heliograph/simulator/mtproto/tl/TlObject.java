// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.tl;

import dev.heliograph.model.Bytes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A constructor or call with its fields: an {@code Integer} for int, {@code Long} for long, {@code Double}, {@code String},
 * {@link Bytes} for bytes, int128 and int256, {@code Boolean} for Bool and for flags, {@code TlObject}, and {@code List} for
 * vectors. A field that is absent is missing; an absent flag reads as false. Fields of flags need not be given: they follow
 * from the fields that are there.
 *
 * <p>A vector that is an answer of its own is the object {@code vector} with the field {@code items}.
 */
public final class TlObject {
    private static final String VECTOR = "vector";

    private final String name;
    private final Map<String, Object> fields;

    private TlObject(String name, Map<String, Object> fields) {
        this.name = name;
        this.fields = fields;
    }

    /** An object of that constructor without fields. */
    public static TlObject of(String name) {
        return new TlObject(name, new LinkedHashMap<>());
    }

    /** A vector as an answer of its own. */
    public static TlObject vector(List<?> items) {
        return of(VECTOR).with("items", items);
    }

    /** One of the two constructors of Bool. */
    public static TlObject bool(boolean value) {
        return of(value ? "boolTrue" : "boolFalse");
    }

    static TlObject owning(String name, Map<String, Object> fields) {
        return new TlObject(name, fields);
    }

    /** The same object with another value of that field; null takes the field away. */
    public TlObject with(String field, @Nullable Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(fields);
        if (value == null) {
            changed.remove(field);
        } else {
            changed.put(field, value instanceof List<?> list ? List.copyOf(list) : value);
        }
        return new TlObject(name, changed);
    }

    /** The name of the constructor or call. */
    public String name() {
        return name;
    }

    /** Whether it is of that constructor. */
    public boolean is(String constructor) {
        return name.equals(constructor);
    }

    /** All fields that are there, in the order of the schema where it was read. */
    public Map<String, Object> fields() {
        return Collections.unmodifiableMap(fields);
    }

    /** Whether that field is there. */
    public boolean has(String field) {
        return fields.containsKey(field);
    }

    /** A Bool or a flag; false where it is absent. */
    public boolean flag(String field) {
        return Boolean.TRUE.equals(fields.get(field));
    }

    /**
     * A number of 32 bits.
     *
     * @throws TlException where it is absent or something else
     */
    public int int32(String field) {
        return get(field, Integer.class);
    }

    /**
     * A number of 32 bits, or the other number where it is absent.
     *
     * @throws TlException where it is something else
     */
    public int int32(String field, int otherwise) {
        return has(field) ? int32(field) : otherwise;
    }

    /**
     * A number of 64 bits.
     *
     * @throws TlException where it is absent or something else
     */
    public long int64(String field) {
        return get(field, Long.class);
    }

    /**
     * Text.
     *
     * @throws TlException where it is absent or something else
     */
    public String string(String field) {
        return get(field, String.class);
    }

    /**
     * Text, or the other text where it is absent.
     *
     * @throws TlException where it is something else
     */
    public String string(String field, String otherwise) {
        return has(field) ? string(field) : otherwise;
    }

    /**
     * A fresh copy of bytes.
     *
     * @throws TlException where they are absent or something else
     */
    public byte[] bytes(String field) {
        return get(field, Bytes.class).toArray();
    }

    /**
     * An object in the object.
     *
     * @throws TlException where it is absent or something else
     */
    public TlObject object(String field) {
        return get(field, TlObject.class);
    }

    /**
     * The elements of a vector, as objects; none where it is absent.
     *
     * @throws TlException where it is something else
     */
    public List<TlObject> objects(String field) {
        return elements(field, TlObject.class);
    }

    /**
     * The elements of a vector, all of one class; none where it is absent.
     *
     * @throws TlException where it is something else
     */
    public <T> List<T> elements(String field, Class<T> type) {
        if (!has(field)) {
            return List.of();
        }
        List<T> elements = new ArrayList<>();
        for (Object element : get(field, List.class)) {
            elements.add(cast(field, element, type));
        }
        return Collections.unmodifiableList(elements);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TlObject that && name.equals(that.name) && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + fields.hashCode();
    }

    @Override
    public String toString() {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining(", ", name + "{", "}"));
    }

    @Nullable
    Object value(String field) {
        return fields.get(field);
    }

    private <T> T get(String field, Class<T> type) {
        return cast(field, fields.get(field), type);
    }

    private <T> T cast(String field, @Nullable Object value, Class<T> type) {
        if (!type.isInstance(value)) {
            throw TlException.of(
                    name + "." + field + " is " + (value == null ? "absent" : "no " + type.getSimpleName()));
        }
        return type.cast(value);
    }
}
