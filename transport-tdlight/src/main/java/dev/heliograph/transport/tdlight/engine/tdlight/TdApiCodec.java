// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.engine.tdlight;

import java.lang.reflect.Array;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * Objects of {@code it.tdlight.jni.TdApi} to and from TDLib's JSON, by their regular shape alone.
 *
 * <p>May be used from any thread.
 */
final class TdApiCodec {
    private static final Logger LOG = LoggerFactory.getLogger(TdApiCodec.class);
    private static final String TYPE = "@type";

    private final Class<?> api;
    private final ClassLoader loader;
    private final Map<String, TdApiShape> byName = new ConcurrentHashMap<>();
    private final Map<Class<?>, TdApiShape> byClass = new ConcurrentHashMap<>();

    /** For the classes nested in that one. */
    TdApiCodec(Class<?> api, ClassLoader loader) {
        this.api = api;
        this.loader = loader;
    }

    /**
     * Makes the object that the JSON names by its {@code @type}. Fields that the class does not have are left out, since
     * it may come from an older schema; those that the JSON lacks keep their defaults.
     *
     * @param base what it must be
     */
    Object read(JsonNode json, Class<?> base) throws TdApiMismatchException {
        if (!json.isObject()) {
            throw new TdApiMismatchException("expected an object, found " + json.getNodeType());
        }
        TdApiShape shape = shapeOf(json, base);
        if (!base.isAssignableFrom(shape.type())) {
            throw new TdApiMismatchException("\"" + shape.typeName() + "\" is no " + base.getSimpleName());
        }
        Object object = shape.instance();
        for (Map.Entry<String, JsonNode> property : json.properties()) {
            String name = property.getKey();
            TdApiShape.@Nullable Slot slot = shape.slot(name);
            if (slot != null) {
                set(object, shape, slot, property.getValue());
            } else if (!name.startsWith("@")) {
                LOG.debug("{}.{} is left out: this TDLight-Java does not know it", shape.typeName(), name);
            }
        }
        return object;
    }

    /** Writes the object without closing it, so that properties of the envelope can follow. */
    void writeOpen(JsonGenerator out, Object object) throws IllegalAccessException {
        TdApiShape shape = byClass.computeIfAbsent(object.getClass(), TdApiShape::new);
        out.writeStartObject();
        out.writeStringProperty(TYPE, shape.typeName());
        for (TdApiShape.Slot slot : shape.slots()) {
            Object value = slot.field().get(object);
            // TDLib leaves out what is null
            if (value != null) {
                out.writeName(slot.name());
                write(out, value);
            }
        }
    }

    private void write(JsonGenerator out, @Nullable Object value) throws IllegalAccessException {
        if (value instanceof Object[] array) {
            out.writeStartArray();
            for (Object element : array) {
                write(out, element);
            }
            out.writeEndArray();
        } else if (value != null && isGenerated(value.getClass())) {
            writeOpen(out, value);
            out.writeEndObject();
        } else {
            TdApiScalars.write(out, value);
        }
    }

    private boolean isGenerated(Class<?> type) {
        return type.getPackageName().equals(api.getPackageName());
    }

    private TdApiShape shapeOf(JsonNode json, Class<?> base) throws TdApiMismatchException {
        String name = json.path(TYPE).asString("");
        if (name.isEmpty() && !Modifier.isAbstract(base.getModifiers())) {
            return byClass.computeIfAbsent(base, TdApiShape::new);
        }
        TdApiShape known = byName.get(name);
        if (known != null) {
            return known;
        }
        TdApiShape found = byClass.computeIfAbsent(classOf(name), TdApiShape::new);
        byName.put(name, found);
        return found;
    }

    private Class<?> classOf(String name) throws TdApiMismatchException {
        if (!isTypeName(name)) {
            throw new TdApiMismatchException("\"" + name + "\" is no @type");
        }
        String simple = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        try {
            Class<?> found = Class.forName(api.getName() + '$' + simple, true, loader);
            if (!Modifier.isAbstract(found.getModifiers())) {
                return found;
            }
        } catch (ClassNotFoundException | NoClassDefFoundError unknown) {
            LOG.debug("no class for {}", name, unknown);
        }
        throw new TdApiMismatchException("this TDLight-Java does not know \"" + name + "\"");
    }

    private static boolean isTypeName(String name) {
        return !name.isEmpty()
                && name.charAt(0) >= 'a'
                && name.charAt(0) <= 'z'
                && name.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c));
    }

    private void set(Object object, TdApiShape shape, TdApiShape.Slot slot, JsonNode json)
            throws TdApiMismatchException {
        if (json.isNull()) {
            return;
        }
        try {
            slot.field().set(object, value(json, slot.field().getType()));
        } catch (TdApiMismatchException wrong) {
            throw new TdApiMismatchException(shape.typeName() + "." + slot.name() + ": " + wrong.getMessage());
        } catch (IllegalAccessException closed) {
            throw new TdApiMismatchException(shape.typeName() + "." + slot.name() + " cannot be set: " + closed);
        }
    }

    private @Nullable Object value(JsonNode json, Class<?> type) throws TdApiMismatchException {
        if (TdApiScalars.isScalar(type)) {
            return TdApiScalars.read(json, type);
        }
        if (json.isNull()) {
            return null;
        }
        if (!type.isArray()) {
            return read(json, type);
        }
        if (!json.isArray()) {
            throw new TdApiMismatchException("expected an array, found " + json.getNodeType());
        }
        Class<?> element = type.getComponentType();
        Object array = Array.newInstance(element, json.size());
        for (int i = 0; i < json.size(); i++) {
            Array.set(array, i, value(json.get(i), element));
        }
        return array;
    }
}
