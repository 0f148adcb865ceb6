// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package com.acme.measure;

import dev.heliograph.spi.Provider;
import dev.heliograph.testkit.provider.ProviderContract;

class MeasureProviderContractTest extends ProviderContract {
    @Override
    protected Provider provider() {
        return new MeasureCommand();
    }
}
