// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.simulator.world.World;
import dev.heliograph.spi.PluginContext;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A Bot API server on a port of 127.0.0.1. A request that waits holds no thread. There are bounds on connections, on threads,
 * on the head of a request and on the time in which nothing comes of it; see docs/15.
 *
 * <p>May be used from any thread.
 */
public final class BotApiDoor implements AutoCloseable {
    /** Connections at once at most; where there are as many, the next one waits until one ends. */
    static final int MOST_CONNECTIONS = 4_096;

    static final int LONGEST_HEAD = 32 << 10;
    /** Threads at most: a large body that is read holds one. */
    private static final int MOST_THREADS = 256;

    private static final int BACKLOG = 1_024;
    /** How long a client that has begun may be silent. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final BotApiServer server;
    private final HttpPostman postman;
    private final Server http;
    private final ServerConnector connector;

    private BotApiDoor(BotApiServer server, HttpPostman postman, Server http, ServerConnector connector) {
        this.server = server;
        this.postman = postman;
        this.http = http;
        this.connector = connector;
    }

    /**
     * Opens the door; the world's time begins now.
     *
     * @throws ConfigurationException where the port is taken
     */
    public static BotApiDoor open(World world, PluginContext context, BotApiDoorSettings settings) {
        return open(world, context, settings, PATIENCE);
    }

    static BotApiDoor open(World world, PluginContext context, BotApiDoorSettings settings, Duration patience) {
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 0);
        threads.setName("bot-api-door");
        threads.setDaemon(true);
        Server http = new Server(threads);
        ServerConnector connector = new ServerConnector(http, 0, 1, new HttpConnectionFactory(form()));
        connector.setHost("127.0.0.1");
        connector.setPort(settings.port());
        connector.setAcceptQueueSize(BACKLOG);
        connector.setIdleTimeout(patience.toMillis());
        http.addConnector(connector);
        http.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, connector));
        bind(connector, settings.port());
        HttpPostman postman = new HttpPostman(context, HttpPostman.PATIENCE);
        BotApiServer server = BotApiServer.of(world, context, settings, postman);
        Reception reception = new Reception(server, new Visitors(settings.hosts()));
        http.setHandler(reception);
        http.setErrorHandler(new MalformedRequests());
        BotApiDoor door = new BotApiDoor(server, postman, http, connector);
        door.start();
        return door;
    }

    /** What HTTP has to look like. Addresses that are odd are let through: the server says what is wrong with them. */
    private static HttpConfiguration form() {
        HttpConfiguration form = new HttpConfiguration();
        form.setRequestHeaderSize(LONGEST_HEAD);
        form.setSendServerVersion(false);
        form.setUriCompliance(UriCompliance.UNSAFE);
        form.setRelativeRedirectAllowed(false);
        return form;
    }

    private static void bind(ServerConnector connector, int port) {
        try {
            connector.open();
        } catch (IOException failed) {
            // Jetty puts the address around what the system says
            String cause = failed.getCause() instanceof BindException taken ? taken.getMessage() : failed.getMessage();
            throw new ConfigurationException("port " + port + ": cannot be opened on 127.0.0.1 (" + cause
                    + "); choose another one, or 0 for any free one");
        }
    }

    private void start() {
        try {
            http.start();
        } catch (Exception defect) {
            close();
            throw new IllegalStateException("the HTTP server did not start", defect);
        }
    }

    /** Where clients find it, such as http://127.0.0.1:8081. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    /** The server behind it. */
    public BotApiServer server() {
        return server;
    }

    /** How many connections there are. */
    int connections() {
        return connector.getConnectedEndPoints().size();
    }

    /** Ends what waits or is on its way to a webhook, and closes the port. */
    @Override
    public void close() {
        server.close();
        postman.close();
        for (AutoCloseable part : List.<AutoCloseable>of(http::stop, connector)) {
            try {
                part.close();
            } catch (Exception late) {
                // it is stopped as far as it can be
                if (late instanceof InterruptedException) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
