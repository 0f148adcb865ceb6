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
    /** What its transports offer, as far as it is known without opening one. */
    Capabilities capabilities();

    /**
     * Opens a transport; may start threads and bind sockets, connects no session.
     *
     * @throws dev.heliograph.model.ConfigurationException where the settings cannot work on this machine
     */
    Transport open(Settings settings, PluginContext context);
}
