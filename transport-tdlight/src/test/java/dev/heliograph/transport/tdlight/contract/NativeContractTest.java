// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.contract;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Limit;
import dev.heliograph.simulator.world.Fault;
import dev.heliograph.simulator.world.WorldSettings;
import dev.heliograph.spi.transport.Truth;
import dev.heliograph.testkit.time.Clockwork;
import dev.heliograph.testkit.transport.Inhabitants;
import dev.heliograph.testkit.transport.TransportContract;
import dev.heliograph.testkit.transport.TransportFixture;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The contract of transports through TDLib itself: a user, signed in by a session string, sends; a bot receives. Time is
 * real; only the limits are those of a hastier Telegram.
 */
@Tag("native")
@Execution(ExecutionMode.CONCURRENT)
class NativeContractTest extends TransportContract {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LoopbackPlace place = new LoopbackPlace(hasty());

    @Override
    protected TransportFixture fixture() {
        long account = place.telegram.addUser("+15550001");
        ClientConfig user = place.user("contract-user", account)
                // floods that TDLib would wait out are to be seen
                .timeout(Duration.ofSeconds(3))
                .build();
        ClientConfig bot =
                place.session("contract-bot").botToken("424242:contract-secret").build();
        Inhabitants people = Inhabitants.usual();
        for (long group : List.of(-1001000000001L, people.group().value(), -1001000000003L)) {
            place.telegram.incidents().join(account, group);
        }
        return new TransportFixture(
                        place.transport(), () -> Clockwork.real(PATIENCE), user, bot, people, this::texts, null, null)
                .sabotagedBy((transport, erring) ->
                        place.telegram.incidents().rate(Fault.SERVER_ERRORS_AFTER, erring ? 1 : 0));
    }

    @AfterEach
    void close() {
        place.close();
    }

    private List<String> texts(long chatId) {
        return place.telegram.accepted().stream()
                .filter(accepted -> accepted.chatId() == chatId)
                .map(Truth.Accepted::text)
                .toList();
    }

    private static WorldSettings hasty() {
        return WorldSettings.calm(7)
                .withLimits(
                        WorldSettings.limitsOfBots(),
                        WorldSettings.limitsOfBots().withGroup(Limit.window(20, Duration.ofSeconds(6))));
    }
}
