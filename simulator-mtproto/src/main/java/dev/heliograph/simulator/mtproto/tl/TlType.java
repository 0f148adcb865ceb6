// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.tl;

import org.jspecify.annotations.Nullable;

/**
 * The type of a field.
 *
 * @param kind what is written
 * @param element what a vector is of; null for everything else
 * @param text the type as the schema has it
 */
record TlType(Kind kind, @Nullable TlType element, String text) {
    /** What stands on the wire. */
    enum Kind {
        /** 32 bits. */
        INT,
        /** 32 bits, each of which says whether a field is there. */
        FLAGS,
        /** 64 bits. */
        LONG,
        /** A floating-point number of 64 bits. */
        DOUBLE,
        /** 16 bytes. */
        INT128,
        /** 32 bytes. */
        INT256,
        /** Text in UTF-8 with its length. */
        STRING,
        /** Bytes with their length. */
        BYTES,
        /** One of two constructors. */
        BOOL,
        /** Nothing: the flag is all there is. */
        TRUE,
        /** A number of elements. */
        VECTOR,
        /** The number of a constructor and its fields. */
        OBJECT
    }

    static TlType parse(String text) {
        if (text.startsWith("Vector<") && text.endsWith(">")) {
            return new TlType(Kind.VECTOR, parse(text.substring(7, text.length() - 1)), text);
        }
        Kind kind = switch (text) {
            case "int" -> Kind.INT;
            case "#" -> Kind.FLAGS;
            case "long" -> Kind.LONG;
            case "double" -> Kind.DOUBLE;
            case "int128" -> Kind.INT128;
            case "int256" -> Kind.INT256;
            case "string" -> Kind.STRING;
            case "bytes" -> Kind.BYTES;
            case "Bool" -> Kind.BOOL;
            case "true" -> Kind.TRUE;
            default -> Kind.OBJECT;
        };
        return new TlType(kind, null, text);
    }

    TlType elementType() {
        if (element == null) {
            throw new IllegalStateException(text + " is no vector");
        }
        return element;
    }
}
