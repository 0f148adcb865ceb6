// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.library;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.simulator.mtproto.crypto.Digests;
import dev.heliograph.simulator.mtproto.tl.TlSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the schema has and a build of TDLib does not know: constructors and calls whose number stands nowhere in its machine
 * code, neither as it is nor negated. A number may stand there by chance, some two in a hundred do in a large library; a
 * number that does not stand there is unknown for certain.
 */
public final class SchemaGaps {
    private SchemaGaps() {}

    /**
     * The names of the built-in schema that the library does not know, in alphabetical order.
     *
     * @throws ConfigurationException where the library cannot be read
     */
    public static List<String> of(Path library) {
        try {
            return of(TlSchema.builtIn(), Files.readAllBytes(library));
        } catch (IOException unreadable) {
            throw new ConfigurationException("library '" + library + "': cannot be read: " + unreadable);
        }
    }

    /** The names of a schema that the bytes do not know, in alphabetical order. */
    static List<String> of(TlSchema schema, byte[] code) {
        Set<Integer> wanted = new HashSet<>();
        for (String name : schema.names()) {
            wanted.add(schema.id(name));
            wanted.add(-schema.id(name));
        }
        Set<Integer> found = search(code, wanted);
        List<String> missing = new ArrayList<>();
        for (String name : schema.names()) {
            int id = schema.id(name);
            if (!found.contains(id) && !found.contains(-id)) {
                missing.add(name);
            }
        }
        return Collections.unmodifiableList(missing);
    }

    private static Set<Integer> search(byte[] code, Set<Integer> wanted) {
        BitSet ends = new BitSet();
        wanted.forEach(id -> ends.set(id >>> 16));
        Set<Integer> found = new HashSet<>();
        for (int at = 0; at <= code.length - 4; at++) {
            // almost every place is passed over by the upper half of its number
            if (ends.get((code[at + 2] & 0xff) | (code[at + 3] & 0xff) << 8)) {
                int number = Digests.int32(code, at);
                if (wanted.contains(number)) {
                    found.add(number);
                }
            }
        }
        return found;
    }
}
