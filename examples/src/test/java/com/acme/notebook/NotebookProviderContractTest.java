// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package com.acme.notebook;

import dev.heliograph.spi.Provider;
import dev.heliograph.testkit.provider.ProviderContract;

class NotebookProviderContractTest extends ProviderContract {
    @Override
    protected Provider provider() {
        return new NotebookProvider();
    }
}
