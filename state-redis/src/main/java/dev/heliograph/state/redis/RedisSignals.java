// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import dev.heliograph.spi.state.Listeners;
import dev.heliograph.spi.state.Listeners.Listener;
import dev.heliograph.spi.state.Signals;
import dev.heliograph.spi.time.Strand;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signals by publish and subscribe, a channel for each topic. Within this process a publication waits for the
 * subscriptions that were begun before it, and the other way round, so that who listens first hears it. What is published
 * while the connection is away is lost.
 */
final class RedisSignals implements Signals {
    private static final Logger LOG = LoggerFactory.getLogger(RedisSignals.class);

    private final Line line;
    private final String prefix;
    private final Listeners listeners = new Listeners();
    private CompletableFuture<?> subscribed = CompletableFuture.completedFuture(null);
    private CompletableFuture<?> published = CompletableFuture.completedFuture(null);
    private boolean closed;

    RedisSignals(Line line, String prefix, Strand strand) {
        this.line = line;
        this.prefix = prefix + ":signal:";
        line.signals().addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, String text) {
                strand.execute(() -> heard(channel, text));
            }
        });
    }

    @Override
    public synchronized void publish(String topic, String text) {
        if (!closed) {
            published = after(subscribed, () -> line.publish(prefix + topic, text));
        }
    }

    @Override
    public synchronized Subscription listen(String topic, Consumer<String> target) {
        boolean isFirst = listeners.of(topic).isEmpty();
        Listener added = listeners.add(topic, target);
        if (isFirst && !closed) {
            subscribed = after(both(), () -> line.signals().async().subscribe(prefix + topic));
        }
        return () -> remove(added);
    }

    synchronized void close() {
        closed = true;
        listeners.close();
    }

    private synchronized void remove(Listener listener) {
        if (listeners.remove(listener)) {
            subscribed = after(both(), () -> line.signals().async().unsubscribe(prefix + listener.topic()));
        }
    }

    private CompletableFuture<?> both() {
        return CompletableFuture.allOf(subscribed, published);
    }

    /** Never fails: a lost signal is legal, and must not hold up those after it. */
    private static CompletableFuture<?> after(CompletableFuture<?> before, Supplier<CompletionStage<?>> call) {
        return before.thenCompose(done -> {
                    try {
                        return call.get();
                    } catch (RuntimeException refused) {
                        return CompletableFuture.failedStage(refused);
                    }
                })
                .handle((done, failed) -> {
                    if (failed != null) {
                        LOG.atDebug().setCause(failed).log("a signal was lost");
                    }
                    return done;
                });
    }

    private void heard(String channel, String text) {
        listeners.of(channel.substring(prefix.length())).forEach(listener -> listener.hear(text));
    }
}
