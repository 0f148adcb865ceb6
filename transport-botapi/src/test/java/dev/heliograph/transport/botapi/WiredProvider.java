// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.simulator.botapi.BotApiDoorSettings;
import dev.heliograph.simulator.botapi.BotApiRequest;
import dev.heliograph.simulator.botapi.BotApiResponse;
import dev.heliograph.simulator.botapi.BotApiServer;
import dev.heliograph.simulator.botapi.Postman;
import dev.heliograph.simulator.world.World;
import dev.heliograph.simulator.world.WorldSettings;
import dev.heliograph.spi.PluginApi;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.transport.Capabilities;
import dev.heliograph.spi.transport.Transport;
import dev.heliograph.spi.transport.TransportProvider;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Opens the transport in front of a simulated Telegram without a socket between them, each time a Telegram of its own. */
final class WiredProvider implements TransportProvider {
    private static final Postman NOBODY =
            (url, secret, json) -> CompletableFuture.failedFuture(new IOException("no web hooks here"));

    private final WorldSettings kind;
    private final List<BotApiServer> servers = new ArrayList<>();

    WiredProvider(WorldSettings kind) {
        this.kind = kind;
    }

    /** The first Telegram that was opened. */
    BotApiServer server() {
        return servers.get(0);
    }

    @Override
    public String scheme() {
        return "botapi";
    }

    @Override
    public String description() {
        return "The Bot API in front of a simulated Telegram.";
    }

    @Override
    public int apiLevel() {
        return PluginApi.LEVEL;
    }

    @Override
    public List<Setting<?>> settings() {
        return BotApiSettings.all();
    }

    @Override
    public Capabilities capabilities() {
        return BotApiTransport.CAPABILITIES;
    }

    @Override
    public Transport open(Settings settings, PluginContext context) {
        BotApiServer server = BotApiServer.of(
                World.of(kind, context.timeline().instant()),
                context,
                BotApiDoorSettings.standard().withGrace(Duration.ZERO),
                NOBODY);
        servers.add(server);
        return new BotApiTransport(BotApiSettings.of(settings), context, call -> post(server, call), () -> {});
    }

    private static CompletionStage<HttpAnswer> post(BotApiServer server, HttpCall call) {
        CompletableFuture<HttpAnswer> done = new CompletableFuture<>();
        call.whenAbandoned(() -> done.complete(new HttpAnswer.Broken(call.hasDeparted(), "broken off")));
        if (!call.depart()) {
            return done;
        }
        try {
            HttpBody body = call.body();
            server.handle(new BotApiRequest(
                            "POST",
                            call.path(),
                            body.contentType(),
                            body.opening().open()))
                    .thenAccept(response -> done.complete(answer(response)));
        } catch (IOException unreadable) {
            done.complete(new HttpAnswer.Broken(false, "a file could not be read"));
        }
        return done;
    }

    private static HttpAnswer answer(BotApiResponse response) {
        return response.cut()
                ? new HttpAnswer.Broken(true, "the connection broke")
                : new HttpAnswer.Full(response.status(), response.headers().get("Retry-After"), response.body());
    }
}
