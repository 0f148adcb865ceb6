// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.command;

import dev.heliograph.spi.Provider;
import dev.heliograph.testkit.provider.ProviderContract;

class SessionLoginProviderContractTest extends ProviderContract {
    @Override
    protected Provider provider() {
        return new SessionLoginCommand();
    }
}
