// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.tl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The reading half of the codec. */
final class TlDecoder {
    private final TlSchema schema;

    TlDecoder(TlSchema schema) {
        this.schema = schema;
    }

    TlObject object(TlReader in, TlBudget budget, int depth) {
        if (depth > TlCodec.DEPTH) {
            throw TlException.of("nested too deeply");
        }
        int id = in.int32();
        if (id == Gzip.PACKED) {
            return object(TlReader.of(Gzip.unpack(in.bytes(), budget)), budget, depth + 1);
        }
        TlCombinator combinator = schema.numbered(id);
        if (combinator == null) {
            throw TlException.unknown(id);
        }
        return TlObject.owning(combinator.name(), fields(combinator, in, budget, depth));
    }

    private Map<String, Object> fields(TlCombinator combinator, TlReader in, TlBudget budget, int depth) {
        Map<String, Object> fields = new LinkedHashMap<>();
        Map<String, Integer> words = new TreeMap<>();
        for (TlField field : combinator.fields()) {
            String flags = field.flags();
            if (flags != null && (words.getOrDefault(flags, 0) & field.mask()) == 0) {
                continue;
            }
            if (field.type().kind() == TlType.Kind.FLAGS) {
                // which fields are there says it all
                words.put(field.name(), in.int32());
            } else {
                fields.put(field.name(), value(field.type(), in, budget, depth));
            }
        }
        return fields;
    }

    Object value(TlType type, TlReader in, TlBudget budget, int depth) {
        return switch (type.kind()) {
            case INT, FLAGS -> in.int32();
            case LONG -> in.int64();
            case DOUBLE -> Double.longBitsToDouble(in.int64());
            case INT128 -> TlCodec.wrap(in.raw(16));
            case INT256 -> TlCodec.wrap(in.raw(32));
            case STRING -> in.string();
            case BYTES -> TlCodec.wrap(in.bytes());
            case BOOL -> bool(in);
            case TRUE -> true;
            case VECTOR -> vector(type.elementType(), in, budget, depth + 1);
            case OBJECT -> object(in, budget, depth + 1);
        };
    }

    private boolean bool(TlReader in) {
        int id = in.int32();
        if (id == schema.id("boolTrue")) {
            return true;
        }
        if (id == schema.id("boolFalse")) {
            return false;
        }
        throw TlException.of(String.format("%08x is no Bool", id));
    }

    private List<Object> vector(TlType element, TlReader in, TlBudget budget, int depth) {
        if (depth > TlCodec.DEPTH) {
            throw TlException.of("nested too deeply");
        }
        int id = in.int32();
        if (id == Gzip.PACKED) {
            return vector(element, TlReader.of(Gzip.unpack(in.bytes(), budget)), budget, depth + 1);
        }
        if (id != TlCodec.VECTOR) {
            throw TlException.of(String.format("%08x is no vector", id));
        }
        int count = in.int32();
        // every element takes four bytes or more
        if (count < 0 || count > in.left() / 4) {
            throw TlException.of("a vector of " + count + " in " + in.left() + " bytes");
        }
        List<Object> items = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            items.add(value(element, in, budget, depth));
        }
        return items;
    }
}
