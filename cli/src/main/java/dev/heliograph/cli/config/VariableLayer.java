// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.config;

import dev.heliograph.model.Environment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the environment, or a {@code .env} file, says about the fleet. */
final class VariableLayer {
    /** Variables with our prefix that are not keys of the configuration. */
    private static final Set<String> OTHERS =
            Set.of("HELIOGRAPH_JAVA_OPTS", "HELIOGRAPH_PREPARE", "HELIOGRAPH_VAULT_KEY", "HELIOGRAPH_VAULT_KEY_FILE");

    private VariableLayer() {}

    /** The values that these variables set; a misspelt variable is a problem, an unrelated one is none. */
    static Map<String, Value> read(Environment variables, String prefixOfOrigin, List<String> problems) {
        Map<String, Value> found = new LinkedHashMap<>();
        take(variables, "LOG_LEVEL", "log.level", prefixOfOrigin, found);
        take(variables, "LOG_FORMAT", "log.format", prefixOfOrigin, found);
        for (String name : variables.names()) {
            if (!name.startsWith("HELIOGRAPH_") || OTHERS.contains(name)) {
                continue;
            }
            Optional<Key> key = Schema.ofVariable(name);
            if (key.isPresent()) {
                take(variables, name, key.get().path(), prefixOfOrigin, found);
            } else {
                List<String> known = Schema.FLEET.stream().map(Schema::variable).toList();
                Nearest.to(name, known)
                        .ifPresent(near ->
                                problems.add(prefixOfOrigin + name + ": unknown variable; did you mean " + near + "?"));
            }
        }
        return found;
    }

    private static void take(
            Environment variables, String name, String path, String prefixOfOrigin, Map<String, Value> into) {
        String text = variables.get(name);
        if (text != null) {
            into.put(path, new Value(text, prefixOfOrigin + name));
        }
    }
}
