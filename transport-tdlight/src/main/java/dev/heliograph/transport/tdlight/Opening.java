// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.transport.tdlight.auth.SignInPlan;
import dev.heliograph.transport.tdlight.login.LoginPrompts;
import dev.heliograph.transport.tdlight.td.TdClient;
import dev.heliograph.transport.tdlight.td.TdParameters;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a client of TDLib is opened. Its text form shows no secret.
 *
 * @param config of the session
 * @param database the folder of its database, absolute
 * @param key with which TDLib encrypts it, 32 bytes in base64
 * @param test whether it is an account of Telegram's test servers
 * @param plan how it signs in where the database does not know the account
 * @param prompts who is asked for codes and passwords, or null for nobody
 */
record Opening(
        ClientConfig config,
        Path database,
        String key,
        boolean test,
        SignInPlan plan,
        @Nullable LoginPrompts prompts) {
    /**
     * Options that keep a fleet lean: what only a person in front of a screen needs is not asked for, computed or kept.
     * Unknown to some versions, which then say so to nobody. Never "online": a fleet is not a person who looks on.
     */
    private static final List<String> LEAN = List.of(
            "disable_top_chats",
            "disable_animated_emoji",
            "disable_network_statistics",
            "disable_persistent_network_statistics",
            "ignore_inline_thumbnails",
            "ignore_default_disable_notification");

    static Opening of(
            ClientConfig config,
            Path database,
            byte[] key,
            boolean test,
            SignInPlan plan,
            @Nullable LoginPrompts prompts) {
        String text = Base64.getEncoder().encodeToString(key);
        return new Opening(config, database.toAbsolutePath(), text, test, plan, prompts);
    }

    /** What comes before the parameters; nobody waits for the answers. */
    List<ObjectNode> options() {
        return LEAN.stream().map(Opening::option).toList();
    }

    /** The parameters, with a database of chats: without it a user could write to nobody by id after a restart. */
    ObjectNode parameters() {
        return new TdParameters(config, test, database, key).request(true);
    }

    @Override
    public String toString() {
        return "Opening[" + config.sessionName() + ", " + database + "]";
    }

    private static ObjectNode option(String name) {
        ObjectNode request = TdClient.request("setOption").put("name", name);
        request.putObject("value").put("@type", "optionValueBoolean").put("value", true);
        return request;
    }
}
