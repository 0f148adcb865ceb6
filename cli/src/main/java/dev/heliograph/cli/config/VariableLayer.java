// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.config;

import dev.heliograph.model.Environment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What the environment, or a {@code .env} file, says about the fleet. */
final class VariableLayer {
    /** Variables with our prefix that are not keys of the configuration. */
    private static final Set<String> OTHERS =
            Set.of("HELIOGRAPH_JAVA_OPTS", "HELIOGRAPH_PREPARE", "HELIOGRAPH_VAULT_KEY", "HELIOGRAPH_VAULT_KEY_FILE");

    private static final String PREFIX = "HELIOGRAPH_";

    /**
     * What Kubernetes puts into every pod of a namespace for a Service called heliograph, or heliograph-web and the like; the
     * variable that ends in _PORT holds an address.
     */
    private static final Pattern SERVICE =
            Pattern.compile("HELIOGRAPH(_[A-Z0-9_]+)?_(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?"
                    + "|PORT_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)");

    private static final Pattern PORT_OF_SERVICE = Pattern.compile("HELIOGRAPH(_[A-Z0-9_]+)?_PORT");
    private static final Pattern PLACE_OF_SERVICE = Pattern.compile("(tcp|udp|sctp)://.*");
    private static final char LOST = '\uFFFD';

    private VariableLayer() {}

    /** The values that these variables set; one with our prefix that nobody knows is warned of and passed over. */
    static Map<String, Value> read(Environment variables, List<String> warnings) {
        Map<String, Value> found = new LinkedHashMap<>();
        take(variables, "LOG_LEVEL", "log.level", found);
        take(variables, "LOG_FORMAT", "log.format", found);
        for (String name : variables.names()) {
            if (!name.startsWith(PREFIX) || OTHERS.contains(name) || isOfService(variables, name)) {
                continue;
            }
            Optional<Key> key = Schema.ofVariable(name);
            if (key.isPresent()) {
                take(variables, name, key.get().path(), found);
            } else {
                warnings.add(variables.origin(name) + ": unknown variable, not used" + meant(name));
            }
        }
        return found;
    }

    /**
     * Reports variables of ours that lost characters on their way: the JVM puts U+FFFD where its locale knows no such character.
     */
    static void checkReadable(Environment process, List<String> problems) {
        for (String name : process.names()) {
            boolean ours = name.startsWith(PREFIX) || name.startsWith("TELEGRAM_") || name.equals("REDIS_URL");
            String text = ours ? process.get(name) : null;
            if (text != null && text.indexOf(LOST) >= 0) {
                problems.add(
                        name + ": has a character that could not be read: expected UTF-8 in a locale of UTF-8, such as"
                                + " LANG=C.UTF-8");
            }
        }
    }

    private static String meant(String name) {
        List<String> known = Schema.FLEET.stream().map(Schema::variable).toList();
        return Nearest.to(
                        name.substring(PREFIX.length()),
                        known.stream()
                                .map(one -> one.substring(PREFIX.length()))
                                .toList())
                .map(near -> "; did you mean " + PREFIX + near + "?")
                .orElse("");
    }

    private static boolean isOfService(Environment variables, String name) {
        return SERVICE.matcher(name).matches()
                || (PORT_OF_SERVICE.matcher(name).matches()
                        && PLACE_OF_SERVICE
                                .matcher(String.valueOf(variables.get(name)))
                                .matches());
    }

    private static void take(Environment variables, String name, String path, Map<String, Value> into) {
        String text = variables.get(name);
        if (text != null) {
            into.put(path, new Value(text, variables.origin(name)));
        }
    }
}
