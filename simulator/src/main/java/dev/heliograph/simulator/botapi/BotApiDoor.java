// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.simulator.world.World;
import dev.heliograph.spi.PluginContext;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/**
 * A Bot API server on a port of 127.0.0.1. A request that waits holds no thread.
 *
 * <p>May be used from any thread.
 */
public final class BotApiDoor implements AutoCloseable {
    private static final int BACKLOG = 1024;

    private final BotApiServer server;
    private final PluginContext context;
    private final HttpServer http;
    private final HttpPostman postman;

    private BotApiDoor(BotApiServer server, HttpPostman postman, PluginContext context, HttpServer http) {
        this.server = server;
        this.postman = postman;
        this.context = context;
        this.http = http;
    }

    /**
     * Opens the door; the world's time begins now.
     *
     * @throws ConfigurationException where the port is taken
     */
    public static BotApiDoor open(World world, PluginContext context, BotApiDoorSettings settings) {
        HttpServerTuning.apply();
        HttpServer http = bind(settings.port());
        HttpPostman postman = new HttpPostman(context, HttpPostman.PATIENCE);
        BotApiServer server = BotApiServer.of(world, context, settings, postman);
        BotApiDoor door = new BotApiDoor(server, postman, context, http);
        http.setExecutor(context.blocking());
        http.createContext("/", door::take);
        http.start();
        return door;
    }

    /** Where clients find it, such as http://127.0.0.1:8081. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    /** The server behind it. */
    public BotApiServer server() {
        return server;
    }

    /** Ends what waits or is on its way to a webhook, and closes the port. */
    @Override
    public void close() {
        server.close();
        postman.close();
        http.stop(0);
    }

    private static HttpServer bind(int port) {
        try {
            return HttpServer.create(
                    new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), BACKLOG);
        } catch (BindException taken) {
            throw new ConfigurationException("port " + port + ": cannot be opened on 127.0.0.1 (" + taken.getMessage()
                    + "); choose another one, or 0 for any free one");
        } catch (IOException failed) {
            throw new ConfigurationException(
                    "port " + port + ": cannot be opened on 127.0.0.1 (" + failed.getMessage() + ")");
        }
    }

    private void take(HttpExchange exchange) {
        BotApiRequest request = new BotApiRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                exchange.getRequestHeaders().getFirst("Content-Type"),
                exchange.getRequestBody());
        server.handle(request)
                .whenCompleteAsync(
                        (response, failure) -> give(exchange, failure == null ? response : Responses.failed()),
                        context.blocking());
    }

    private static void give(HttpExchange exchange, BotApiResponse response) {
        // closing an exchange that has no answer closes its connection
        try (exchange) {
            if (response.cut()) {
                return;
            }
            byte[] body = response.body().toArray();
            response.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        } catch (IOException gone) {
            // the client went away: nobody is left to be told
            exchange.close();
        }
    }
}
