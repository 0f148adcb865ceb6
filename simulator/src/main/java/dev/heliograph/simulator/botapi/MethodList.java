// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The methods that Telegram documents, whether this server carries them out or not. */
final class MethodList {
    private static final String FILE = "methods.txt";

    private final TreeMap<String, String> names = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    MethodList() {
        try (InputStream file = MethodList.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("the list of methods, " + FILE + ", is missing from the jar");
            }
            new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(name -> names.put(name, name));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The name as Telegram writes it, or null where there is no such method. */
    @Nullable
    String find(String method) {
        return names.get(method);
    }
}
