// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.bench;

import dev.heliograph.model.Environment;
import dev.heliograph.plugin.Plugins;
import dev.heliograph.spi.state.StateStore;
import dev.heliograph.spi.state.StateStoreProvider;
import dev.heliograph.time.SystemTimeline;
import java.util.Map;

/** A store without a fleet. */
final class BenchStore {
    private BenchStore() {}

    /** Opens the store of an address. */
    static StateStore open(String address, SystemTimeline time) {
        Plugins.Selection selection = Plugins.installed().select(Environment.of(Map.of()));
        Plugins.Chosen<StateStoreProvider> chosen = selection.state(address);
        selection.check();
        return chosen.provider().open(chosen.settings(), time.context("bench"));
    }
}
