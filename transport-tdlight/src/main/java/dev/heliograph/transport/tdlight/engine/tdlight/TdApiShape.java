// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.engine.tdlight;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A generated class as JSON sees it: its {@code @type} and its fields by their names in the schema. Derived once per class.
 *
 * <p>The generator drops every underscore and raises the letter that follows. No name in the schema has a digit after an
 * underscore, so lowering each capital gives the name back exactly.
 */
final class TdApiShape {
    /** A public field. */
    record Slot(String name, Field field) {}

    private final Class<?> type;
    private final String typeName;
    private final List<Slot> slots = new ArrayList<>();
    private final Map<String, Slot> byName = new LinkedHashMap<>();

    TdApiShape(Class<?> type) {
        this.type = type;
        String simple = type.getSimpleName();
        this.typeName = simple.substring(0, 1).toLowerCase(Locale.ROOT) + simple.substring(1);
        for (Field field : type.getFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                Slot slot = new Slot(snake(field.getName()), field);
                slots.add(slot);
                byName.put(slot.name(), slot);
            }
        }
    }

    /** The class. */
    Class<?> type() {
        return type;
    }

    /** Its constructor in the schema. */
    String typeName() {
        return typeName;
    }

    /** In the order of the class. */
    List<Slot> slots() {
        return slots;
    }

    /** The field of that name in the schema. */
    @Nullable
    Slot slot(String name) {
        return byName.get(name);
    }

    /** A new object, every field at its default. */
    Object instance() throws TdApiMismatchException {
        try {
            Constructor<?> constructor = type.getConstructor();
            return constructor.newInstance();
        } catch (ReflectiveOperationException foreign) {
            throw new TdApiMismatchException("TDLight-Java cannot make \"" + typeName + "\": " + foreign);
        }
    }

    static String snake(String camel) {
        StringBuilder name = new StringBuilder(camel.length() + 4);
        for (int i = 0; i < camel.length(); i++) {
            char letter = camel.charAt(i);
            if (letter >= 'A' && letter <= 'Z') {
                name.append('_').append((char) (letter - 'A' + 'a'));
            } else {
                name.append(letter);
            }
        }
        return name.toString();
    }
}
