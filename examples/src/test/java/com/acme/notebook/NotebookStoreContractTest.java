// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package com.acme.notebook;

import dev.heliograph.spi.state.StateStoreProvider;
import dev.heliograph.testkit.provider.Configured;
import dev.heliograph.testkit.state.StateStoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class NotebookStoreContractTest extends StateStoreContract {
    @TempDir
    Path folder;

    @Override
    protected boolean durable() {
        return true;
    }

    @Override
    protected Configured<? extends StateStoreProvider> state() {
        return Configured.of(new NotebookProvider(), "=" + folder.resolve("book"));
    }

    @Override
    protected boolean takeAway() throws IOException {
        Files.delete(folder.resolve("book"));
        return true;
    }
}
