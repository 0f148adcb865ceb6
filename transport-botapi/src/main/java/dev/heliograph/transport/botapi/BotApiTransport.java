// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.ProxyConfig;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.transport.Capabilities;
import dev.heliograph.spi.transport.EventSink;
import dev.heliograph.spi.transport.Feature;
import dev.heliograph.spi.transport.Link;
import dev.heliograph.spi.transport.Transport;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/** The bots of one process on one server. */
final class BotApiTransport implements Transport {
    static final Capabilities CAPABILITIES = Capabilities.of(
            List.of(Feature.MEDIA, Feature.TOPICS, Feature.EDITING, Feature.FORWARDING, Feature.ENTITIES));
    /** A number that can be an account's, and a secret that can stand in a path as it is. */
    private static final Pattern TOKEN = Pattern.compile("[1-9][0-9]{0,17}:[A-Za-z0-9_-]{3,}");

    private final BotApiSettings settings;
    private final PluginContext context;
    private final Runnable closing;
    private final Strand strand;
    private final Http http;
    private final Reading reading;
    private final Roll roll;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private boolean closed;

    /**
     * @param http the way to the server
     * @param closing run once every link is down
     */
    BotApiTransport(BotApiSettings settings, PluginContext context, Http http, Runnable closing) {
        this.settings = settings;
        this.context = context;
        this.closing = closing;
        this.strand = context.timeline().strand("botapi-" + context.instance());
        this.http = http;
        this.roll = new Roll(settings);
        this.reading = new Reading(settings.errors(), context.timeline());
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES.underWay(settings.connections(), settings.uploads());
    }

    @Override
    public Link link(ClientConfig config, EventSink sink) {
        String token = token(config);
        checkProxy(config);
        checkWebhook(config);
        Traffic traffic = new Traffic(http, context.timeline(), strand, settings.connections(), settings.uploads());
        BotApiLink link = new BotApiLink(
                new BotApiLink.Parts(settings, context, strand, traffic, reading, roll), config, token, sink);
        roll.add(config.sessionName(), link);
        return link;
    }

    /** Scheme, host and port: the rest of an address may hold a token. */
    @Override
    public String server() {
        URI endpoint = settings.endpoint();
        return endpoint.getScheme() + "://" + endpoint.getHost()
                + (endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort());
    }

    @Override
    public <F> Optional<F> facet(Class<F> type) {
        if (type == PollingStatus.class) {
            PollingStatus status =
                    session -> roll.of(session).map(link -> link.counts().snapshot());
            return Optional.of(type.cast(status));
        }
        if (type == Webhooks.class && settings.updates() == BotApiSettings.Updates.WEBHOOK) {
            Webhooks webhooks = session -> roll.of(session).map(link -> (WebhookReceiver) link.receiver());
            return Optional.of(type.cast(webhooks));
        }
        return Optional.empty();
    }

    @Override
    public CompletionStage<Void> close() {
        strand.execute(() -> {
            if (!closed) {
                closed = true;
                CompletableFuture<?>[] down =
                        roll.close().stream().map(BotApiTransport::closed).toArray(CompletableFuture<?>[]::new);
                CompletionStage<Void> allDown = CompletableFuture.allOf(down);
                allDown.whenComplete((all, bug) -> end());
            }
        });
        return ended.copy();
    }

    /** Bytes that the server takes for one file. */
    long largestFile() {
        return settings.largestFile();
    }

    @Override
    public String toString() {
        return "BotApiTransport[" + settings.endpoint() + "]";
    }

    private void end() {
        try {
            closing.run();
        } finally {
            // whoever waits for it must not wait for ever
            ended.complete(null);
        }
    }

    private static CompletableFuture<Void> closed(BotApiLink link) {
        try {
            return link.close().toCompletableFuture();
        } catch (RuntimeException bug) {
            // the others have to be closed all the same
            return CompletableFuture.failedFuture(bug);
        }
    }

    private static String token(ClientConfig config) {
        String token = config.botToken();
        if (token == null) {
            throw new ConfigurationException("session " + config.sessionName()
                    + ": botToken: botapi: needs a bot's token (TELEGRAM_BOT_TOKEN); it has no users");
        }
        String stripped = token.strip();
        if (!TOKEN.matcher(stripped).matches()) {
            throw new ConfigurationException("session " + config.sessionName()
                    + ": botToken: expected what @BotFather gave you, such as 123456:ABC-DEF");
        }
        return stripped;
    }

    private void checkWebhook(ClientConfig config) {
        if (roll.isTaken(config.sessionName())) {
            throw new ConfigurationException("session " + config.sessionName()
                    + ": botapi: webhook-url: each bot needs an address of its own: expected {session} in it");
        }
    }

    private void checkProxy(ClientConfig config) {
        ProxyConfig proxy = config.proxy();
        if (proxy == null) {
            return;
        }
        String problem = SocketHttp.problemWith(proxy);
        if (problem != null) {
            throw new ConfigurationException("session " + config.sessionName() + ": proxy: " + problem);
        }
    }
}
