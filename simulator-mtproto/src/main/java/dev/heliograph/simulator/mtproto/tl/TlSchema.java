// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.tl;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What may be read and written. A line names a number and a signature; a line whose number does not follow from its
 * signature is refused.
 */
public final class TlSchema {
    private static final List<String> PARTS = List.of("mtproto.tl", "api.tl");

    private final Map<String, TlCombinator> byName = new TreeMap<>();
    private final Map<Integer, TlCombinator> byId = new TreeMap<>();

    private TlSchema(Iterable<String> lines) {
        boolean functions = false;
        for (String line : lines) {
            if (line.equals("---functions---")) {
                functions = true;
            } else if (line.equals("---types---")) {
                functions = false;
            } else if (!line.isBlank() && !line.startsWith("//")) {
                add(TlCombinator.parse(line, functions));
            }
        }
    }

    /**
     * Reads lines of TL.
     *
     * @throws TlException where a line is malformed, names a wrong number, or stands twice
     */
    public static TlSchema parse(Iterable<String> lines) {
        return new TlSchema(lines);
    }

    /** The schema of this module: the protocol, and the calls that are answered. */
    public static TlSchema builtIn() {
        List<String> lines = new ArrayList<>();
        for (String part : PARTS) {
            lines.add("---types---");
            lines.addAll(read(part));
        }
        return new TlSchema(lines);
    }

    /** The names of all constructors and calls, in alphabetical order. */
    public Iterable<String> names() {
        return Collections.unmodifiableSet(byName.keySet());
    }

    /** Whether there is a constructor or call of that name. */
    public boolean has(String name) {
        return byName.containsKey(name);
    }

    /**
     * The number of a constructor or call.
     *
     * @throws TlException where there is none of that name
     */
    public int id(String name) {
        return named(name).id();
    }

    TlCombinator named(String name) {
        TlCombinator found = byName.get(name);
        if (found == null) {
            throw TlException.of("the schema has no " + name);
        }
        return found;
    }

    @Nullable
    TlCombinator numbered(int id) {
        return byId.get(id);
    }

    private void add(TlCombinator combinator) {
        if (byName.put(combinator.name(), combinator) != null || byId.put(combinator.id(), combinator) != null) {
            throw TlException.of(combinator.name() + " is in the schema twice");
        }
    }

    private static List<String> read(String part) {
        InputStream resource = TlSchema.class.getResourceAsStream(part);
        if (resource == null) {
            throw new IllegalStateException(part + " is missing from the jar");
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
