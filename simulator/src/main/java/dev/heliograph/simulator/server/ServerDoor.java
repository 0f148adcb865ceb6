// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.server;

import dev.heliograph.model.Implementable;
import dev.heliograph.simulator.world.World;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.Provider;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
     * @throws dev.heliograph.model.ConfigurationException where the port is taken, a phone number is none, or the library
     *     cannot be used
     */
    Opened open(World world, PluginContext context, Wanted wanted);

    /**
     * How it is to be opened.
     *
     * @param port 0 for any free one
     * @param phones who may sign in as users, besides all bots; behind a colon the password of one who has one
     * @param library the library of a client that is to be taught to trust it, or empty
     */
    record Wanted(int port, List<String> phones, String library) {
        /** Keeps the numbers as they are now. */
        public Wanted {
            phones = List.copyOf(phones);
        }
    }

    /** An open door. */
    @Implementable
    interface Opened extends AutoCloseable {
        /** Where clients find it, such as socks5://127.0.0.1:9000. */
        String address();

        /** The copy of the library that trusts it; null where none was named. */
        @Nullable
        Path library();

        /** What it counted since it was last reset, for the score; may be empty. */
        default Map<String, Object> score() {
            return Collections.emptyMap();
        }

        /** Counts anew. */
        default void resetScore() {}

        /** Ends all connections and frees the port. */
        @Override
        void close();
    }
}
