// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator;

import dev.heliograph.model.AccountId;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.simulator.world.World;
import dev.heliograph.simulator.world.WorldSettings;
import dev.heliograph.spi.PluginApi;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.transport.Capabilities;
import dev.heliograph.spi.transport.Feature;
import dev.heliograph.spi.transport.Transport;
import dev.heliograph.spi.transport.TransportProvider;
import java.time.Duration;
import java.util.List;

/** Opens {@code simulator:}, a simulated Telegram of its own for each transport. */
public final class SimulatorTransportProvider implements TransportProvider {

    /** For {@link java.util.ServiceLoader}. */
    public SimulatorTransportProvider() {}

    /**
     * The account that a session is signed in as: the number before the colon of a bot's token; for users a number from
     * 5,000,000,000 on that follows from the phone number or, without one, from the session's name. Sessions with the same
     * token or phone are one account.
     */
    public static AccountId accountOf(ClientConfig config) {
        return Identity.of(config).account();
    }

    @Override
    public String scheme() {
        return "simulator";
    }

    @Override
    public String description() {
        return "A simulated Telegram in process, strict and repeatable, for trying out and for tests.";
    }

    @Override
    public int apiLevel() {
        return PluginApi.LEVEL;
    }

    @Override
    public List<Setting<?>> settings() {
        return SimulatorSettings.all();
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.of(Feature.known());
    }

    @Override
    public Transport open(Settings settings, PluginContext context) {
        WorldSettings kind = SimulatorSettings.world(settings);
        World world = World.of(kind, context.timeline().instant());
        Duration healAfter = SimulatorSettings.healAfter(settings);
        if (!healAfter.isZero()) {
            context.timeline().strand("heal").after(healAfter, world.incidents()::heal);
        }
        long origin = context.timeline().nanos();
        return new SimulatorTransport(
                world,
                new Door(world, context, origin, SimulatorSettings.way(settings), SimulatorSettings.errors(settings)));
    }
}
