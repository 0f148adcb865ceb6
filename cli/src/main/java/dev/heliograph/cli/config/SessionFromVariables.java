// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.config;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Environment;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The one session that the variables TELEGRAM_… describe, where the file names none. */
final class SessionFromVariables {
    private static final String PROXY = "TELEGRAM_PROXY";
    private static final List<String> NAMES = List.of(
            "TELEGRAM_API_ID", "TELEGRAM_API_HASH", "TELEGRAM_BOT_TOKEN", "TELEGRAM_PHONE", "TELEGRAM_SESSION", PROXY);
    private static final List<String> KEYS = List.of("apiId", "apiHash", "botToken", "phone", "sessionString", "proxy");

    private final Environment process;
    private final Environment dotenv;
    private final Mask mask;
    private final List<Shown> shown;

    SessionFromVariables(Environment process, Environment dotenv, Mask mask, List<Shown> shown) {
        this.process = process;
        this.dotenv = dotenv;
        this.mask = mask;
        this.shown = shown;
    }

    boolean isGiven() {
        // a proxy alone is a way to nobody
        return NAMES.stream()
                .filter(name -> !name.equals(PROXY))
                .anyMatch(name -> process.get(name) != null || dotenv.get(name) != null);
    }

    /**
     * Reads it.
     *
     * @param wanted its name, or null for that of the variables
     */
    ClientConfig read(Environment all, @Nullable String wanted) {
        ClientConfig config = ClientConfig.fromEnvironment(wanted == null ? all : named(all, wanted));
        for (int i = 0; i < NAMES.size(); i++) {
            String value = all.get(NAMES.get(i));
            if (value != null) {
                boolean here = process.get(NAMES.get(i)) != null;
                shown.add(new Shown(
                        "sessions." + config.sessionName() + "." + KEYS.get(i),
                        KEYS.get(i).equals("apiId") ? value : mask.secret(value),
                        (here ? process : dotenv).origin(NAMES.get(i))));
            }
        }
        return config;
    }

    private static Environment named(Environment all, String name) {
        Map<String, String> variables = new TreeMap<>();
        for (String variable : all.names()) {
            String value = all.get(variable);
            if (value != null) {
                variables.put(variable, value);
            }
        }
        variables.put("TELEGRAM_SESSION_NAME", name);
        return Environment.of(variables);
    }
}
