// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.state;

import dev.heliograph.model.Implementable;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.Provider;
import dev.heliograph.spi.Settings;
import java.util.Optional;

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

    /**
     * What can be said of a store that {@link #open} refuses as one that cannot be used now, such as a damaged one: which
     * parts of it can be read, and what is wrong with the others. Changes nothing; may take a while, and blocks.
     *
     * @return empty where there is no more to say than {@code open} did
     */
    default Optional<Inspection> examine(Settings settings) {
        return Optional.empty();
    }
}
