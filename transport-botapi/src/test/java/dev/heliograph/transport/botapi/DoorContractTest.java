// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.model.Limit;
import dev.heliograph.simulator.botapi.BotApiDoor;
import dev.heliograph.simulator.botapi.BotApiDoorSettings;
import dev.heliograph.simulator.world.World;
import dev.heliograph.simulator.world.WorldSettings;
import dev.heliograph.testkit.transport.TransportContract;
import dev.heliograph.testkit.transport.TransportFixture;
import dev.heliograph.time.SystemTimeline;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The contract of transports over real sockets and in real time; only the limits are those of a hastier Telegram. */
@Execution(ExecutionMode.CONCURRENT)
class DoorContractTest extends TransportContract {
    private final SystemTimeline time = SystemTimeline.start();
    private final BotApiDoor door =
            BotApiDoor.open(World.of(hasty(), time.instant()), time.context("door"), BotApiDoorSettings.standard());

    @Override
    protected TransportFixture fixture() {
        return Bots.with(
                TransportFixture.inRealTime(
                        Duration.ofSeconds(60), new BotApiTransportProvider(), "endpoint=" + door.uri()),
                door::server);
    }

    @AfterEach
    void close() {
        door.close();
        time.close();
    }

    private static WorldSettings hasty() {
        return WorldSettings.calm(7)
                .withLimits(
                        WorldSettings.limitsOfBots().withGroup(Limit.window(20, Duration.ofSeconds(3))),
                        WorldSettings.limitsOfUsers());
    }
}
