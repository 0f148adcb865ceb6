// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.transport;

import dev.heliograph.model.Implementable;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.Provider;
import dev.heliograph.spi.Settings;

/** Opens one kind of transport. */
@Implementable
public interface TransportProvider extends Provider {
    /** The world of Telegram itself, whichever way leads there: its accounts and chats have the same ids over all of them. */
    String TELEGRAM = "telegram";

    /** The world of Telegram's test servers, which have accounts of their own. */
    String TELEGRAM_TEST = "telegram-test";

    /** What its transports offer, as far as it is known without opening one. */
    Capabilities capabilities();

    /**
     * Which Telegram its transports lead to with these settings: {@link #TELEGRAM}, or a short text that is shown to people and
     * holds no secret. What a store keeps of sessions, messages and recipients of one world is not true in another, so a fleet
     * refuses a store that was used with another one. Settings that lead to the same accounts and chats, such as time-outs,
     * give the same text. Opens nothing, may be called from any thread.
     *
     * @return never empty, one line; the scheme alone unless told, for transports that lead to one world
     */
    default String world(Settings settings) {
        return scheme() + ":";
    }

    /**
     * Opens a transport; may start threads and bind sockets, connects no session.
     *
     * @throws dev.heliograph.model.ConfigurationException where the settings cannot work on this machine
     */
    Transport open(Settings settings, PluginContext context);
}
