// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.plugin;

import dev.heliograph.spi.PluginApi;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.metrics.Metrics;
import dev.heliograph.spi.metrics.MetricsProvider;
import dev.heliograph.spi.metrics.NoMetrics;
import java.time.Duration;
import java.util.List;

/** A plugin with a setting of every kind that matters here. */
public final class TypedMetricsProvider implements MetricsProvider {
    static final Setting<String> PLACE = Setting.rest("", "Where.");
    static final Setting<String> TOKEN = Setting.secret("token", null, "Opens the door.");
    static final Setting<Long> COUNT = Setting.number("count", 1, 10, 3L, "How many.");
    static final Setting<Duration> WAIT = Setting.duration("wait", Duration.ofSeconds(10), "How long.");
    static final Setting<Boolean> LOUD = Setting.flag("loud", false, "Whether loud.");
    static final Setting<String> UNDECLARED = Setting.text("undeclared", "", "Nobody knows it.");
    private static final Setting<Long> PIN = new Setting<>(
            "pin",
            "number",
            text -> {
                if (text.isEmpty()) {
                    return 0L;
                }
                throw new IllegalArgumentException("expected digits");
            },
            "",
            true,
            "A secret that is parsed.");

    /** Makes it. */
    public TypedMetricsProvider() {}

    @Override
    public String scheme() {
        return "typed";
    }

    @Override
    public String description() {
        return "A plugin of tests.";
    }

    @Override
    public int apiLevel() {
        return PluginApi.LEVEL;
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(PLACE, TOKEN, COUNT, WAIT, LOUD, PIN);
    }

    @Override
    public Metrics open(Settings settings, PluginContext context) {
        return new NoMetrics();
    }
}
