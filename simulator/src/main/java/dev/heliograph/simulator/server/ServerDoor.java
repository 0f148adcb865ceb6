// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.server;

import dev.heliograph.model.Implementable;
import dev.heliograph.simulator.world.World;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.Provider;
import java.util.List;

/**
 * Another door into the world of {@code simulate-server}, which a module of its own brings; found by {@link
 * java.util.ServiceLoader}. Its scheme is the option that opens it.
 */
@Implementable
public interface ServerDoor extends Provider {
    /** The scheme of the door for clients that speak MTProto. */
    String MTPROTO = "mtproto";

    /**
     * Opens it on 127.0.0.1.
     *
     * @param world where it leads
     * @param context lends time and threads
     * @param port 0 for any free one
     * @param phones who may sign in as users, besides all bots
     * @throws dev.heliograph.model.ConfigurationException where the port is taken or a phone number is none
     */
    Opened open(World world, PluginContext context, int port, List<String> phones);

    /** An open door. */
    @Implementable
    interface Opened extends AutoCloseable {
        /** Where clients find it, such as socks5://127.0.0.1:9000. */
        String address();

        /** Ends all connections and frees the port. */
        @Override
        void close();
    }
}
