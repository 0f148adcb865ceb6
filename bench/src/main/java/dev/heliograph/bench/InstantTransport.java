// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.bench;

import dev.heliograph.model.AccountId;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SentMessage;
import dev.heliograph.spi.PluginApi;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.transport.Capabilities;
import dev.heliograph.spi.transport.EventSink;
import dev.heliograph.spi.transport.Link;
import dev.heliograph.spi.transport.SelfInfo;
import dev.heliograph.spi.transport.SendRequest;
import dev.heliograph.spi.transport.Transport;
import dev.heliograph.spi.transport.TransportProvider;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A transport that costs nothing: every message is accepted at once, so that what is measured is the engine. */
public final class InstantTransport implements TransportProvider {
    /** For the service loader. */
    public InstantTransport() {}

    @Override
    public String scheme() {
        return "instant";
    }

    @Override
    public String description() {
        return "Accepts every message at once; for measuring.";
    }

    @Override
    public int apiLevel() {
        return PluginApi.LEVEL;
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of();
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.of(List.of());
    }

    @Override
    public Transport open(Settings settings, PluginContext context) {
        return new Instantly();
    }

    private static final class Instantly implements Transport {
        @Override
        public Capabilities capabilities() {
            return Capabilities.of(List.of());
        }

        @Override
        public Link link(ClientConfig config, EventSink sink) {
            return new InstantLink();
        }

        @Override
        public <F> Optional<F> facet(Class<F> type) {
            return Optional.empty();
        }

        @Override
        public CompletionStage<Void> close() {
            return CompletableFuture.completedStage(null);
        }
    }

    private static final class InstantLink implements Link {
        private long messages;

        @Override
        public CompletionStage<Outcome<SelfInfo>> connect() {
            return CompletableFuture.completedStage(Outcome.done(new SelfInfo(new AccountId(1), true, null)));
        }

        @Override
        public CompletionStage<Void> disconnect() {
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<Outcome<SentMessage>> send(SendRequest request) {
            long chat = ((Peer.Id) request.peer()).value();
            return CompletableFuture.completedStage(Outcome.done(new SentMessage(chat, ++messages, Instant.EPOCH)));
        }

        @Override
        public <F> Optional<F> facet(Class<F> type) {
            return Optional.empty();
        }
    }
}
