// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.simulator.botapi.BotApiRequest;
import dev.heliograph.simulator.botapi.BotApiResponse;
import dev.heliograph.spi.PluginApi;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.transport.Capabilities;
import dev.heliograph.spi.transport.EventSink;
import dev.heliograph.spi.transport.ForwardingTransport;
import dev.heliograph.spi.transport.Link;
import dev.heliograph.spi.transport.Transport;
import dev.heliograph.spi.transport.TransportProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Opens {@code wired:}, the real transport on a wire to the server of the present {@link ProcessLife}. Now and then an
 * answer never comes, and handling takes its time.
 */
public final class WiredTransportProvider implements TransportProvider {
    private static final double NEVER_ANSWERED = 0.002;

    /** For {@link java.util.ServiceLoader}. */
    public WiredTransportProvider() {}

    @Override
    public String scheme() {
        return "wired";
    }

    @Override
    public String description() {
        return "A transport of a test.";
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
        ProcessLife life = ProcessLife.present();
        Http wire = call -> post(life, call);
        return new Slow(life, new BotApiTransport(BotApiSettings.of(settings), context, wire, () -> {}));
    }

    private static CompletionStage<HttpAnswer> post(ProcessLife life, HttpCall call) {
        CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
        call.whenAbandoned(() -> answer.complete(new HttpAnswer.Broken(call.hasDeparted(), "abandoned")));
        if (life.isDead() || !call.depart()) {
            answer.complete(new HttpAnswer.Broken(false, "nobody there"));
            return answer;
        }
        boolean swallowed = life.chance.nextDouble() < NEVER_ANSWERED;
        life.server
                .handle(new BotApiRequest("POST", call.path(), call.body().contentType(), open(call.body())))
                .thenAccept(response -> {
                    if (!swallowed && !life.isDead()) {
                        answer.complete(read(response));
                    }
                });
        return answer;
    }

    private static InputStream open(HttpBody body) {
        try {
            return body.opening().open();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static HttpAnswer read(BotApiResponse response) {
        return response.cut()
                ? new HttpAnswer.Broken(true, "reset")
                : new HttpAnswer.Full(
                        response.status(),
                        response.headers().get("Retry-After"),
                        Bytes.copyOf(response.body().toArray()));
    }

    /** Puts slow hands between the transport and the fleet. */
    private static final class Slow extends ForwardingTransport {
        private final ProcessLife life;

        Slow(ProcessLife life, Transport target) {
            super(target);
            this.life = life;
        }

        @Override
        public Link link(ClientConfig config, EventSink sink) {
            return super.link(config, new SlowHands(life, sink));
        }
    }
}
