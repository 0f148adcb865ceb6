// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.metrics.prometheus;

import dev.heliograph.model.Stable;
import dev.heliograph.spi.PluginApi;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.metrics.MetricsProvider;
import java.util.List;

/** Metrics at {@code prometheus:?port=9464}. */
@Stable
public final class PrometheusMetricsProvider implements MetricsProvider {
    private static final Setting<Long> PORT =
            Setting.number("port", 0, 65535, 9464L, "The port of the page, 0 for any free one.");
    private static final Setting<String> HOST = Setting.text(
            "host",
            "127.0.0.1",
            "The address to listen on; 0.0.0.0 shows the page to every machine that can reach it.");

    /** Makes the provider. */
    public PrometheusMetricsProvider() {}

    @Override
    public String scheme() {
        return "prometheus";
    }

    @Override
    public String description() {
        return "Shows the metrics on an HTTP page that Prometheus reads.";
    }

    @Override
    public int apiLevel() {
        return PluginApi.LEVEL;
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(PORT, HOST);
    }

    /** Opens the page; every instance counts for itself. */
    @Override
    public PrometheusMetrics open(Settings settings, PluginContext context) {
        return PrometheusMetrics.listen(
                settings.get(HOST).strip(), settings.get(PORT).intValue(), context);
    }
}
