// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.transport;

import java.util.function.UnaryOperator;

class PlainTransportContractTest extends TransportContract {
    @Override
    protected TransportFixture fixture() {
        return TransportFixture.inVirtualTime(new PlainTransportProvider(UnaryOperator.identity()))
                .sabotagedBy((transport, erring) -> ((PlainTransport) transport).erring = erring);
    }
}
