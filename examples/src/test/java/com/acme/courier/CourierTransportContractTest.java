// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package com.acme.courier;

import dev.heliograph.testkit.transport.TransportContract;
import dev.heliograph.testkit.transport.TransportFixture;

class CourierTransportContractTest extends TransportContract {
    @Override
    protected TransportFixture fixture() {
        return TransportFixture.inVirtualTime(new CourierTransportProvider());
    }
}
