// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.config;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Environment;
import java.util.List;

/** The one session that the variables TELEGRAM_… describe, where the file names none. */
final class SessionFromVariables {
    private static final List<String> NAMES =
            List.of("TELEGRAM_API_ID", "TELEGRAM_API_HASH", "TELEGRAM_BOT_TOKEN", "TELEGRAM_PHONE", "TELEGRAM_SESSION");
    private static final List<String> KEYS = List.of("apiId", "apiHash", "botToken", "phone", "sessionString");

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
        return NAMES.stream().anyMatch(name -> process.get(name) != null || dotenv.get(name) != null);
    }

    ClientConfig read(Environment all) {
        ClientConfig config = ClientConfig.fromEnvironment(all);
        for (int i = 0; i < NAMES.size(); i++) {
            String value = all.get(NAMES.get(i));
            if (value != null) {
                boolean here = process.get(NAMES.get(i)) != null;
                shown.add(new Shown(
                        "sessions." + config.sessionName() + "." + KEYS.get(i),
                        KEYS.get(i).equals("apiId") ? value : mask.secret(value),
                        (here ? "" : ".env ") + NAMES.get(i)));
            }
        }
        return config;
    }
}
