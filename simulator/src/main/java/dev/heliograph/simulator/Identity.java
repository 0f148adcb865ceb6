// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator;

import dev.heliograph.model.AccountId;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.simulator.world.Dice;
import org.jspecify.annotations.Nullable;

/** Who a configuration signs in as. */
record Identity(AccountId account, boolean bot, @Nullable String username) {
    private static final long FIRST_USER = 5_000_000_000L;
    private static final long USERS = 1_000_000_000L;

    static Identity of(ClientConfig config) {
        String token = config.botToken();
        if (token != null) {
            long id = number(config, token);
            return new Identity(new AccountId(id), true, "bot" + id + "_bot");
        }
        String phone = config.phone();
        String source = phone == null
                ? "session " + config.sessionName()
                : "phone " + (phone.startsWith("+") ? phone.substring(1) : phone);
        long hash = 0;
        for (int i = 0; i < source.length(); i++) {
            hash = Dice.mix(hash ^ source.charAt(i));
        }
        return new Identity(new AccountId(FIRST_USER + Math.floorMod(hash, USERS)), false, null);
    }

    private static long number(ClientConfig config, String token) {
        int colon = token.indexOf(':');
        try {
            long id = Long.parseLong(token.substring(0, Math.max(0, colon)));
            if (id > 0) {
                return id;
            }
        } catch (NumberFormatException tooLarge) {
            // falls through to the one message, which must not show the token
        }
        throw new ConfigurationException(
                "session " + config.sessionName() + ": botToken: expected a bot's number before the ':'");
    }
}
