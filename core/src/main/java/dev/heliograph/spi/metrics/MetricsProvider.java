// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.metrics;

import dev.heliograph.model.Implementable;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.Provider;
import dev.heliograph.spi.Settings;

/** Opens one kind of metrics. */
@Implementable
public interface MetricsProvider extends Provider {
    /**
     * Opens the metrics; may bind a socket.
     *
     * @throws dev.heliograph.model.ConfigurationException where the settings cannot work on this machine
     */
    Metrics open(Settings settings, PluginContext context);
}
