// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.spi.Provider;
import dev.heliograph.testkit.provider.ProviderContract;

class BotApiTransportProviderContractTest extends ProviderContract {
    @Override
    protected Provider provider() {
        return new BotApiTransportProvider();
    }
}
