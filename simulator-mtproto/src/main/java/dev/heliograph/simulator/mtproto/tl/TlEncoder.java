// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.tl;

import dev.heliograph.model.Bytes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The writing half of the codec. */
final class TlEncoder {
    private final TlSchema schema;

    TlEncoder(TlSchema schema) {
        this.schema = schema;
    }

    void object(TlObject object, TlWriter out) {
        if (object.is("vector")) {
            vector(object.elements("items", Object.class), null, out);
            return;
        }
        TlCombinator combinator = schema.named(object.name());
        out.int32(combinator.id());
        int written = 0;
        for (TlField field : combinator.fields()) {
            if (field.type().kind() == TlType.Kind.FLAGS) {
                out.int32(word(combinator, field, object));
            } else if (isThere(field, object)) {
                written++;
                value(object.name() + "." + field.name(), field.type(), object.value(field.name()), out);
            }
        }
        if (written != object.fields().size()) {
            complain(combinator, object);
        }
    }

    /** A flag that is false and a field that is optional may be missing; all others are written or refused. */
    private static boolean isThere(TlField field, TlObject object) {
        Object value = object.value(field.name());
        return field.flags() == null || (value != null && !isAbsentFlag(field, value));
    }

    private static boolean isAbsentFlag(TlField field, Object value) {
        return field.type().kind() == TlType.Kind.TRUE && Boolean.FALSE.equals(value);
    }

    private static int word(TlCombinator combinator, TlField flags, TlObject object) {
        int word = 0;
        for (TlField field : combinator.fields()) {
            if (flags.name().equals(field.flags()) && isThere(field, object)) {
                word |= field.mask();
            }
        }
        return word;
    }

    private static void complain(TlCombinator combinator, TlObject object) {
        for (Map.Entry<String, Object> given : object.fields().entrySet()) {
            boolean known = combinator.fields().stream()
                    .anyMatch(field ->
                            field.name().equals(given.getKey()) && field.type().kind() != TlType.Kind.FLAGS);
            if (!known) {
                throw TlException.of(object.name() + " has no field " + given.getKey());
            }
        }
    }

    private void value(String place, TlType type, @Nullable Object value, TlWriter out) {
        switch (type.kind()) {
            case INT, FLAGS -> out.int32(cast(place, value, Integer.class));
            case LONG -> out.int64(cast(place, value, Long.class));
            case DOUBLE -> out.int64(Double.doubleToLongBits(cast(place, value, Double.class)));
            case INT128 -> out.raw(sized(place, value, 16));
            case INT256 -> out.raw(sized(place, value, 32));
            case STRING -> out.string(cast(place, value, String.class));
            case BYTES -> out.bytes(cast(place, value, Bytes.class).toArray());
            case BOOL -> out.int32(schema.id(cast(place, value, Boolean.class) ? "boolTrue" : "boolFalse"));
            case TRUE -> cast(place, value, Boolean.class);
            case VECTOR -> vector(cast(place, value, List.class), type.elementType(), out);
            case OBJECT -> object(cast(place, value, TlObject.class), out);
        }
    }

    private void vector(List<?> items, @Nullable TlType element, TlWriter out) {
        out.int32(TlCodec.VECTOR).int32(items.size());
        for (Object item : items) {
            value("an element", element == null ? typeOf(item) : element, item, out);
        }
    }

    private static TlType typeOf(Object item) {
        if (item instanceof Integer) {
            return TlType.parse("int");
        }
        if (item instanceof Long) {
            return TlType.parse("long");
        }
        return TlType.parse(item instanceof String ? "string" : "Object");
    }

    private static byte[] sized(String place, @Nullable Object value, int size) {
        byte[] bytes = cast(place, value, Bytes.class).toArray();
        if (bytes.length != size) {
            throw TlException.of(place + " has " + bytes.length + " bytes");
        }
        return bytes;
    }

    private static <T> T cast(String place, @Nullable Object value, Class<T> type) {
        if (!type.isInstance(value)) {
            throw TlException.of(place + " is " + (value == null ? "absent" : "no " + type.getSimpleName()));
        }
        return type.cast(value);
    }
}
