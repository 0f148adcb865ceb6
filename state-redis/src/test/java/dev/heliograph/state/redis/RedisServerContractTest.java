// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import dev.heliograph.spi.state.StateStoreProvider;
import dev.heliograph.testkit.provider.Configured;
import dev.heliograph.testkit.state.StateStoreContract;
import java.util.List;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole contract against one server: the one of the tests, and those of this machine, newer ones and Valkey. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.heliograph.state.redis.Programs#all")
class RedisServerContractTest extends StateStoreContract {
    @Parameter
    Programs.Program program;

    private final String prefix = Servers.freshPrefix();

    @Override
    protected Configured<? extends StateStoreProvider> state() {
        return Configured.of(
                new InCallersTime(new RedisStateProvider()), "=//127.0.0.1:" + program.port(), "prefix=" + prefix);
    }

    @Override
    protected boolean takeAway() {
        try (Admin admin = new Admin(program.port())) {
            List<String> keys = admin.commands().keys(prefix + ":*");
            return admin.commands().del(keys.toArray(String[]::new)) > 0;
        }
    }

    @Override
    protected boolean durable() {
        return true;
    }
}
