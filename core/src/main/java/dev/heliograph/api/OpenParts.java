// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.engine.Fleet;
import dev.heliograph.engine.Guarded;
import dev.heliograph.engine.LeaseTerms;
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
import dev.heliograph.time.VirtualShare;
import dev.heliograph.time.VirtualTimeline;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a fleet has opened, and therefore closes. */
final class OpenParts {
    private static final Logger LOG = LoggerFactory.getLogger(OpenParts.class);
    private final @Nullable SystemTimeline realTime;
    private final @Nullable VirtualShare virtualTime;
    private final Map<String, Transport> transports = new LinkedHashMap<>();
    private Metrics metrics = new NoMetrics();
    private @Nullable StateStore state;
    private @Nullable Fleet fleet;

    OpenParts(@Nullable VirtualTimeline virtualTime) {
        this.virtualTime = virtualTime == null ? null : virtualTime.share();
        this.realTime = virtualTime == null ? SystemTimeline.start() : null;
    }

    void openMetrics(Plugins.@Nullable Chosen<MetricsProvider> chosen) {
        if (chosen != null) {
            metrics = chosen.provider().open(chosen.settings(), context("metrics"));
        }
    }

    void openState(Plugins.Chosen<StateStoreProvider> chosen, @Nullable String node, Duration lease) {
        LeaseTerms terms = realTime == null
                ? Whereabouts.virtual(node, lease, timeline())
                : Whereabouts.real(node, lease, realTime);
        StateStore store = chosen.provider().open(chosen.settings(), context("state"));
        state = store;
        Fleet opened = new Fleet(timeline(), store, metrics, terms);
        opened.watch().start();
        fleet = opened;
    }

    void openTransport(String name, Plugins.Chosen<TransportProvider> chosen) {
        transports.put(
                name, chosen.provider().open(chosen.settings(), new LentToTransport(context(name), fleet().state())));
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

    /** Closes all but time, in the opposite order of opening; what cannot be closed keeps nothing else from it. */
    CompletableFuture<Void> close() {
        CompletableFuture<?>[] links = transports.entrySet().stream()
                .map(entry -> closed("transport " + entry.getKey(), entry.getValue()::close))
                .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(links)
                .thenCompose(done -> closeState())
                .thenCompose(done -> closed("metrics", () -> {
                    metrics.close();
                    return CompletableFuture.completedStage(null);
                }));
    }

    private CompletableFuture<Void> closeState() {
        StateStore store = state;
        if (store == null) {
            return CompletableFuture.completedFuture(null);
        }
        if (fleet != null) {
            fleet.watch().stop();
        }
        return closed("state", store::close);
    }

    /** Completes when that part is closed or has failed to; never exceptionally. */
    private static CompletableFuture<Void> closed(String part, Supplier<? extends CompletionStage<?>> closing) {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        Throwable thrown = Guarded.run(() -> closing.get().whenComplete((done, bug) -> {
            if (bug != null) {
                notClosed(part, bug);
            }
            closed.complete(null);
        }));
        if (thrown != null) {
            notClosed(part, thrown);
            closed.complete(null);
        }
        return closed;
    }

    private static void notClosed(String part, Throwable bug) {
        Guarded.log(LOG, bug).addKeyValue("part", part).log("it could not be closed; the others are");
    }

    /** Waits for the end of a work that it begins; in virtual time it runs the time until then. */
    <T> T await(Supplier<CompletableFuture<T>> work) {
        if (virtualTime == null) {
            return work.get().join();
        }
        return virtualTime.await(
                work, "a task of virtual time cannot wait for the end of its fleet; expected fleet.close(span) there");
    }

    /** Ends the threads, waiting that long for those that run; on a thread of the caller's. */
    void closeTime(Duration patience) {
        if (realTime != null) {
            realTime.close(patience);
        }
        endVirtualTime();
    }

    /** As {@link #closeTime} from a thread apart, then runs the action where user code may run. */
    void closeTimeLater(Duration patience, Runnable then) {
        if (realTime != null) {
            realTime.closeLater(patience).thenRun(then);
        } else {
            endVirtualTime();
            timeline().blocking().execute(then);
        }
    }

    private void endVirtualTime() {
        if (virtualTime != null) {
            virtualTime.end();
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
