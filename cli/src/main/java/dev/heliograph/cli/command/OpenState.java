// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.plugin.Plugins;
import dev.heliograph.spi.state.Inspection;
import dev.heliograph.spi.state.StateStore;
import dev.heliograph.spi.state.StateStoreProvider;
import dev.heliograph.spi.state.Upkeep;
import dev.heliograph.time.SystemTimeline;
import java.util.Optional;

/** The configured store, open for one command that looks after it. */
final class OpenState implements AutoCloseable {
    private final SystemTimeline clock;
    private final StateStore store;
    private final String address;

    private OpenState(SystemTimeline clock, StateStore store, String address) {
        this.clock = clock;
        this.store = store;
        this.address = address;
    }

    /**
     * Opens it.
     *
     * @throws ConfigurationException where it cannot be opened or there is nothing to look after
     */
    static OpenState of(Workplace place) {
        Plugins.Chosen<StateStoreProvider> chosen = chosen(place);
        SystemTimeline clock = SystemTimeline.start();
        try {
            StateStore store = chosen.provider().open(chosen.settings(), clock.context("state"));
            OpenState open = new OpenState(clock, store, store.toString());
            if (store.upkeep().isEmpty()) {
                open.close();
                throw new ConfigurationException("state: " + chosen.provider().scheme()
                        + ": offers nothing to look after; name a durable store, such as --state sqlite:");
            }
            return open;
        } catch (RuntimeException refused) {
            clock.close();
            throw refused;
        }
    }

    /** What can be said of one that cannot be opened. */
    static Optional<Inspection> examined(Workplace place) {
        Plugins.Chosen<StateStoreProvider> chosen = chosen(place);
        return chosen.provider().examine(chosen.settings());
    }

    private static Plugins.Chosen<StateStoreProvider> chosen(Workplace place) {
        Plugins.Selection selection =
                place.plugins().select(place.configuration().environment());
        Plugins.Chosen<StateStoreProvider> chosen =
                selection.state(place.configuration().state());
        selection.check();
        return chosen;
    }

    Upkeep upkeep() {
        return store.upkeep().orElseThrow();
    }

    SystemTimeline clock() {
        return clock;
    }

    /** The store as it names itself, without secrets. */
    String address() {
        return address;
    }

    @Override
    public void close() {
        store.close().toCompletableFuture().join();
        clock.close();
    }
}
