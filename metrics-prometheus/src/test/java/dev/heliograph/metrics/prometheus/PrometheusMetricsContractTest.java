// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.metrics.prometheus;

import dev.heliograph.spi.metrics.MetricsProvider;
import dev.heliograph.testkit.metrics.MetricsContract;
import dev.heliograph.testkit.provider.Configured;

class PrometheusMetricsContractTest extends MetricsContract {
    @Override
    protected Configured<? extends MetricsProvider> metrics() {
        return Configured.of(new PrometheusMetricsProvider(), "port=0");
    }
}
