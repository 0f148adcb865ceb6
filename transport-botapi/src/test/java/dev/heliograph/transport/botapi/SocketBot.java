// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SentMessage;
import dev.heliograph.spi.transport.Link;
import dev.heliograph.spi.transport.Transport;
import dev.heliograph.testkit.provider.Configured;
import dev.heliograph.testkit.time.Clockwork;
import java.net.URI;
import java.time.Duration;

/** A bot in real time, in front of a real socket. */
final class SocketBot implements AutoCloseable {
    static final String SECRET = "socket-secret";
    static final String PATH = "/bot7:" + SECRET + "/";

    final Clockwork clockwork = Clockwork.real(Duration.ofSeconds(60));
    final Transport transport;
    final Link link;

    SocketBot(URI endpoint) {
        this(endpoint, Duration.ofSeconds(30));
    }

    SocketBot(URI endpoint, Duration timeout) {
        BotApiTransportProvider provider = new BotApiTransportProvider();
        transport = provider.open(
                Configured.of(provider, "endpoint=" + endpoint, "updates=none").settings(), clockwork.context("test"));
        link = transport.link(
                ClientConfig.named("desk")
                        .botToken("7:" + SECRET)
                        .timeout(timeout)
                        .build(),
                (event, handled) -> {
                    handled.run();
                    return true;
                });
    }

    SocketBot connected() {
        clockwork.await(link.connect()).orThrow();
        return this;
    }

    Outcome<SentMessage> send(OutgoingMessage.Builder message) {
        return clockwork.await(link.send(VirtualBot.request(message)));
    }

    Outcome<SentMessage> send() {
        return send(OutgoingMessage.to(5).text("hello"));
    }

    Failure failure() {
        Failure failure = send().failure();
        if (failure == null) {
            throw new AssertionError("a send that should have failed succeeded");
        }
        return failure;
    }

    @Override
    public void close() {
        try {
            clockwork.await(transport.close());
        } finally {
            clockwork.close();
        }
    }
}
