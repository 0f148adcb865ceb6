// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.engine.Fleet;
import dev.heliograph.plugin.Plugins;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.metrics.Metrics;
import dev.heliograph.spi.metrics.MetricsProvider;
import dev.heliograph.spi.metrics.NoMetrics;
import dev.heliograph.spi.state.StateStore;
import dev.heliograph.spi.state.StateStoreProvider;
import dev.heliograph.spi.time.Timeline;
import dev.heliograph.spi.transport.Transport;
import dev.heliograph.spi.transport.TransportProvider;
import dev.heliograph.time.SystemTimeline;
import dev.heliograph.time.VirtualTimeline;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What a fleet has opened, and therefore closes. */
final class OpenParts {
    private final @Nullable SystemTimeline realTime;
    private final @Nullable VirtualTimeline virtualTime;
    private final Map<String, Transport> transports = new LinkedHashMap<>();
    private Metrics metrics = new NoMetrics();
    private @Nullable StateStore state;
    private @Nullable Fleet fleet;

    OpenParts(@Nullable VirtualTimeline virtualTime) {
        this.virtualTime = virtualTime;
        this.realTime = virtualTime == null ? SystemTimeline.start() : null;
    }

    void openMetrics(Plugins.@Nullable Chosen<MetricsProvider> chosen) {
        if (chosen != null) {
            metrics = chosen.provider().open(chosen.settings(), context("metrics"));
        }
    }

    void openState(Plugins.Chosen<StateStoreProvider> chosen) {
        StateStore store = chosen.provider().open(chosen.settings(), context("state"));
        state = store;
        fleet = new Fleet(timeline(), store, metrics);
    }

    void openTransport(String name, Plugins.Chosen<TransportProvider> chosen) {
        transports.put(name, chosen.provider().open(chosen.settings(), context(name)));
    }

    Transport transport(String name) {
        Transport transport = transports.get(name);
        if (transport == null) {
            throw new IllegalStateException("transport '" + name + "' was not checked");
        }
        return transport;
    }

    Map<String, Transport> transports() {
        return Collections.unmodifiableMap(transports);
    }

    Fleet fleet() {
        if (fleet == null) {
            throw new IllegalStateException("the state is not open");
        }
        return fleet;
    }

    /** Closes all but time, in the opposite order of opening. */
    CompletableFuture<@Nullable Void> close() {
        CompletableFuture<?>[] links = transports.values().stream()
                .map(transport -> transport.close().toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new);
        StateStore store = state;
        return CompletableFuture.allOf(links)
                .thenCompose(done -> store == null
                        ? CompletableFuture.<@Nullable Void>completedFuture(null)
                        : store.close().toCompletableFuture())
                .thenRun(metrics::close);
    }

    void closeTime() {
        if (realTime != null) {
            realTime.close();
        }
    }

    /** Closes what was opened before something else could not be. */
    void abandon() {
        CompletableFuture<?> closed = close();
        if (realTime != null) {
            closed.join();
            realTime.close();
        }
    }

    private Timeline timeline() {
        if (realTime != null) {
            return realTime;
        }
        if (virtualTime != null) {
            return virtualTime;
        }
        throw new IllegalStateException("no time");
    }

    private PluginContext context(String instance) {
        if (realTime != null) {
            return realTime.context(instance);
        }
        if (virtualTime != null) {
            return virtualTime.context(instance);
        }
        throw new IllegalStateException("no time");
    }
}
