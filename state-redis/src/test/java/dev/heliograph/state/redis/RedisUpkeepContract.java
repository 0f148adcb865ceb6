// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import dev.heliograph.spi.state.StateStore;
import dev.heliograph.spi.state.StateStoreProvider;
import dev.heliograph.testkit.state.UpkeepContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The contract of looking after a store, over a kind of servers; each test has a prefix of its own. */
abstract class RedisUpkeepContract extends UpkeepContract {
    final String prefix = Servers.freshPrefix();

    @SuppressWarnings("NullAway.Init")
    Desk desk;

    abstract StateStoreProvider provider();

    abstract String address();

    @BeforeEach
    void open() {
        desk = new Desk(new InCallersTime(provider()), "=" + address(), "prefix=" + prefix);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Override
    protected StateStore store() {
        return desk.store;
    }
}
