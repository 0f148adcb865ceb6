// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/** Shows a fleet's metrics to Prometheus. */
@org.jspecify.annotations.NullMarked
module dev.heliograph.metrics.prometheus {
    requires transitive dev.heliograph.core;
    // automatic modules: the client ships no descriptors
    requires io.prometheus.metrics.config;
    requires io.prometheus.metrics.core;
    requires io.prometheus.metrics.model;
    requires io.prometheus.writer.text;

    exports dev.heliograph.metrics.prometheus;

    provides dev.heliograph.spi.metrics.MetricsProvider with
            dev.heliograph.metrics.prometheus.PrometheusMetricsProvider;
}
