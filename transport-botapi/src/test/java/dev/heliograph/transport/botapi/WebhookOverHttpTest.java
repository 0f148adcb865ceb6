// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.heliograph.api.Heliograph;
import dev.heliograph.api.MessageFilter;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Environment;
import dev.heliograph.model.SessionName;
import dev.heliograph.simulator.botapi.BotApiDoor;
import dev.heliograph.simulator.botapi.BotApiDoorSettings;
import dev.heliograph.simulator.world.World;
import dev.heliograph.simulator.world.WorldSettings;
import dev.heliograph.testkit.time.Clockwork;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Deliveries over sockets, to a handler that is mounted in the JDK's own server. */
class WebhookOverHttpTest {
    private static final long BOT = 77;
    private static final long ANN = 10_001;

    private final BlockingQueue<String> heard = new ArrayBlockingQueue<>(10);

    @Test
    void what_people_write_is_delivered_and_handled() throws Exception {
        HttpServer own = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        own.start();
        try (Clockwork clock = Clockwork.real(Duration.ofSeconds(30));
                BotApiDoor door = BotApiDoor.open(
                        World.of(WorldSettings.calm(3), clock.timeline().instant()),
                        clock.context("door"),
                        BotApiDoorSettings.standard());
                Heliograph fleet = open(door, own)) {
            mount(fleet, own);
            fleet.client("main")
                    .onMessage(
                            MessageFilter.all(),
                            event -> heard.add(event.message().text().text()));
            fleet.connect().get(30, TimeUnit.SECONDS);
            door.server()
                    .world()
                    .incidents()
                    .write(BOT, ANN, "hello", door.server().now());

            assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo("hello");
        } finally {
            own.stop(0);
        }
    }

    private static Heliograph open(BotApiDoor door, HttpServer own) {
        String address = "botapi:?endpoint=" + door.uri() + "&updates=webhook&webhook-secret=s3cret"
                + "&webhook-url=http://127.0.0.1:" + own.getAddress().getPort() + "/{session}";
        return Heliograph.builder()
                .transport(address)
                .environment(Environment.of(Map.of()))
                .session(ClientConfig.named("main").botToken(BOT + ":secret").build())
                .open();
    }

    private static void mount(Heliograph fleet, HttpServer server) {
        WebhookHandler handler = fleet.transportFacet(ClientConfig.MAIN_TRANSPORT, Webhooks.class)
                .flatMap(webhooks -> webhooks.handler(SessionName.of("main")))
                .orElseThrow();
        server.createContext("/main", exchange -> {
            String secret = exchange.getRequestHeaders().getFirst(WebhookHandler.SECRET_HEADER);
            byte[] body = exchange.getRequestBody().readAllBytes();
            handler.handle(secret, body).thenAccept(status -> answer(exchange, status));
        });
    }

    private static void answer(HttpExchange exchange, int status) {
        try (exchange) {
            exchange.sendResponseHeaders(status, -1);
        } catch (IOException gone) {
            // the server delivers it again
        }
    }
}
