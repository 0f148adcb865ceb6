// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.tl;

import org.jspecify.annotations.Nullable;

/**
 * A field of a constructor.
 *
 * @param name its name
 * @param type its type
 * @param flags the field of flags that says whether it is there; null where it always is
 * @param bit which of them, 0 to 31
 */
record TlField(String name, TlType type, @Nullable String flags, int bit) {
    static TlField parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw TlException.of("no field: " + text);
        }
        String name = text.substring(0, colon);
        String type = text.substring(colon + 1);
        int question = type.indexOf('?');
        if (question < 0) {
            return new TlField(name, TlType.parse(type), null, 0);
        }
        int dot = type.indexOf('.');
        if (dot < 1 || dot > question) {
            throw TlException.of("no condition: " + text);
        }
        int bit = Integer.parseInt(type.substring(dot + 1, question));
        return new TlField(name, TlType.parse(type.substring(question + 1)), type.substring(0, dot), bit);
    }

    int mask() {
        return 1 << bit;
    }
}
