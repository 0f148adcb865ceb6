// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.simulator.botapi.BotApiServer;
import dev.heliograph.simulator.world.Fault;
import dev.heliograph.spi.transport.SelfInfo;
import dev.heliograph.spi.transport.Truth;
import dev.heliograph.testkit.transport.Inhabitants;
import dev.heliograph.testkit.transport.TransportFixture;
import java.util.List;
import java.util.function.Supplier;

/** Two bots in one simulated Telegram. Bots cannot write to each other: a person does. */
final class Bots {
    private static final long PERSON = 5_555;
    private static final ClientConfig SENDER =
            ClientConfig.named("sender").botToken("424242:contract-sender").build();
    private static final ClientConfig RECEIVER =
            ClientConfig.named("receiver").botToken("434343:contract-receiver").build();

    private Bots() {}

    static TransportFixture with(TransportFixture fixture, Supplier<BotApiServer> server) {
        return fixture.sessions(SENDER, RECEIVER)
                .among(Inhabitants.byNumber())
                .witnessedBy(chat -> texts(server.get(), chat))
                .writtenToBy((to, text) -> write(server.get(), to, text))
                .sabotagedBy((transport, erring) ->
                        server.get().world().incidents().rate(Fault.SERVER_ERRORS_AFTER, erring ? 1 : 0));
    }

    private static List<String> texts(BotApiServer server, long chat) {
        return server.world().accepted().stream()
                .filter(accepted -> accepted.chatId() == chat)
                .map(Truth.Accepted::text)
                .toList();
    }

    private static void write(BotApiServer server, SelfInfo to, String text) {
        server.world().incidents().write(to.account().value(), PERSON, text, server.now());
        server.arm();
    }
}
