// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.metrics.prometheus;

import dev.heliograph.spi.Provider;
import dev.heliograph.testkit.provider.ProviderContract;

class PrometheusMetricsProviderContractTest extends ProviderContract {
    @Override
    protected Provider provider() {
        return new PrometheusMetricsProvider();
    }
}
