// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import dev.heliograph.spi.state.Signals;
import dev.heliograph.spi.time.Strand;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final Map<String, List<Listener>> topics = new HashMap<>();
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
    public synchronized Subscription listen(String topic, Consumer<String> listener) {
        Listener added = new Listener(topic, listener);
        if (!closed) {
            List<Listener> listeners = topics.computeIfAbsent(topic, unseen -> new ArrayList<>());
            listeners.add(added);
            if (listeners.size() == 1) {
                subscribed = after(both(), () -> line.signals().async().subscribe(prefix + topic));
            }
        }
        return () -> remove(added);
    }

    synchronized void close() {
        closed = true;
        topics.values().forEach(listeners -> listeners.forEach(Listener::silence));
        topics.clear();
    }

    private synchronized void remove(Listener listener) {
        listener.silence();
        List<Listener> listeners = topics.get(listener.topic);
        if (listeners != null && listeners.remove(listener) && listeners.isEmpty()) {
            topics.remove(listener.topic);
            subscribed = after(both(), () -> line.signals().async().unsubscribe(prefix + listener.topic));
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
        String topic = channel.substring(prefix.length());
        List<Listener> listeners;
        synchronized (this) {
            listeners = List.copyOf(topics.getOrDefault(topic, List.of()));
        }
        listeners.forEach(listener -> listener.hear(text));
    }

    /** A listener; it may be closed by one that is called before it. */
    private static final class Listener {
        private final String topic;
        private final Consumer<String> target;
        private volatile boolean silent;

        Listener(String topic, Consumer<String> target) {
            this.topic = topic;
            this.target = target;
        }

        void silence() {
            silent = true;
        }

        void hear(String text) {
            if (silent) {
                return;
            }
            try {
                target.accept(text);
            } catch (RuntimeException broken) {
                // its own fault: the other listeners shall not pay for it
                LOG.atWarn().addKeyValue("topic", topic).setCause(broken).log("a listener failed");
            }
        }
    }
}
