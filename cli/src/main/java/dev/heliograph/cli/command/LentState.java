// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.api.StateAccess;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.plugin.Plugins;
import dev.heliograph.spi.state.StateStoreProvider;
import dev.heliograph.time.SystemTimeline;
import org.jspecify.annotations.Nullable;

/** The configured store, opened for the command of a plugin when it first asks for it. May be used from any thread. */
final class LentState implements AutoCloseable {
    private final Workplace place;
    private final SystemTimeline clock;
    private @Nullable StateAccess open;

    LentState(Workplace place, SystemTimeline clock) {
        this.place = place;
        this.clock = clock;
    }

    /**
     * The store.
     *
     * @throws ConfigurationException where it cannot be opened
     */
    synchronized StateAccess access() {
        StateAccess known = open;
        if (known == null) {
            Plugins.Selection selection =
                    place.plugins().select(place.configuration().environment());
            Plugins.Chosen<StateStoreProvider> chosen =
                    selection.state(place.configuration().state());
            selection.check();
            known = StateAccess.open(chosen, place.configuration().lease(), clock);
            open = known;
        }
        return known;
    }

    @Override
    public synchronized void close() {
        if (open != null) {
            open.close();
        }
    }
}
