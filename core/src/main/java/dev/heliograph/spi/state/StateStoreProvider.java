// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.state;

import dev.heliograph.model.Implementable;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.Provider;
import dev.heliograph.spi.Settings;

/** Opens one kind of state store. */
@Implementable
public interface StateStoreProvider extends Provider {
    /**
     * Opens the store.
     *
     * @throws dev.heliograph.model.ConfigurationException where it cannot be opened with these settings
     * @throws dev.heliograph.model.FailureException where the settings may be right and the store cannot be used now: {@code
     *     Unavailable} with the origin {@code STATE}, and a reason that says what to do
     */
    StateStore open(Settings settings, PluginContext context);
}
