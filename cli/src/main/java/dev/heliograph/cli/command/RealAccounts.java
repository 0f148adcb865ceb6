// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.cli.config.Configuration;
import dev.heliograph.cli.config.SessionSettings;
import dev.heliograph.cli.config.Value;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.ConfigurationException;
import java.util.List;

/** Check that nobody who gave the credentials of an account is answered by the simulator for want of a transport. */
final class RealAccounts {
    private static final String TOKEN = "TELEGRAM_BOT_TOKEN";

    private RealAccounts() {}

    /**
     * Refuses sessions with credentials where nobody chose a transport.
     *
     * @throws ConfigurationException that names the transports that lead to Telegram
     */
    static void check(Configuration configuration) {
        if (!isUnset(configuration)) {
            return;
        }
        List<ClientConfig> real = configuration.sessions().stream()
                .map(SessionSettings::config)
                .filter(config -> config.transport().equals(ClientConfig.MAIN_TRANSPORT))
                .filter(RealAccounts::hasCredentials)
                .toList();
        boolean made = isDefault(configuration, "sessions.main");
        String given = configuration.environment().get(TOKEN);
        boolean token = given != null && !given.isBlank();
        if ((!made && !real.isEmpty()) || token) {
            boolean bot = token || real.get(0).isBot();
            throw new ConfigurationException("transport: none is configured, and "
                    + (token ? TOKEN + " is set" : "session " + real.get(0).sessionName() + " has credentials")
                    + ": the simulator would send to nobody and say that it sent; name "
                    + (bot ? "--transport botapi:" : "--transport tdlight:")
                    + " for Telegram, or --transport simulator: for a rehearsal (transport in heliograph.yaml,"
                    + " HELIOGRAPH_TRANSPORT)");
        }
    }

    private static boolean hasCredentials(ClientConfig config) {
        return config.isBot() || config.phone() != null || config.sessionString() != null || config.apiHash() != null;
    }

    private static boolean isUnset(Configuration configuration) {
        return configuration.transports().containsKey(ClientConfig.MAIN_TRANSPORT)
                && isDefault(configuration, "transport");
    }

    /** Whether that key has its default. */
    private static boolean isDefault(Configuration configuration, String key) {
        return configuration.shown().stream()
                .anyMatch(one -> one.key().equals(key) && one.origin().equals(Value.DEFAULT));
    }
}
