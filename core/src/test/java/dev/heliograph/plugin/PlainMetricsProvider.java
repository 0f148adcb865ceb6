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
import java.util.List;

/** The plainest plugin there is; its heirs are wrong in one way each. */
public class PlainMetricsProvider implements MetricsProvider {
    /** Makes it. */
    public PlainMetricsProvider() {}

    @Override
    public String scheme() {
        return "plain";
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
        return List.of();
    }

    @Override
    public Metrics open(Settings settings, PluginContext context) {
        return new NoMetrics();
    }

    /** Answers to a scheme that is taken. */
    public static final class Twin extends PlainMetricsProvider {
        /** Makes it. */
        public Twin() {}
    }

    /** Was built for a later API. */
    public static final class FromTheFuture extends PlainMetricsProvider {
        /** Makes it. */
        public FromTheFuture() {}

        @Override
        public String scheme() {
            return "future";
        }

        @Override
        public int apiLevel() {
            return PluginApi.LEVEL + 1;
        }
    }

    /** Cannot even be made. */
    public static final class Unmakeable extends PlainMetricsProvider {
        /** Fails. */
        public Unmakeable() {
            throw new IllegalStateException("broken on purpose");
        }
    }

    /** Does not know its own name. */
    public static final class Nameless extends PlainMetricsProvider {
        /** Makes it. */
        public Nameless() {}

        @Override
        public String scheme() {
            throw new UnsupportedOperationException("nameless on purpose");
        }
    }

    /** Needs a class that is not there. */
    public static final class Unlinked extends PlainMetricsProvider {
        /** Makes it. */
        public Unlinked() {}

        @Override
        public int apiLevel() {
            throw new NoSuchMethodError("old on purpose");
        }
    }
}
