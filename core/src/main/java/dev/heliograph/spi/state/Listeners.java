// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.state;

import dev.heliograph.model.Stable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who listens to which topic in this process, for implementations of {@link Signals}. May be used from any thread.
 *
 * <p>Texts are for those who listened when they were published: take {@link #of} then, and let these
 * {@linkplain Listener#hear hear} them where listeners may be called.
 */
@Stable
public final class Listeners {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final Map<String, List<Listener>> topics = new HashMap<>();
    private boolean closed;

    /** Nobody listens. */
    public Listeners() {}

    /** One that listens to a topic, until it is removed; two with the same target are two. */
    public static final class Listener {
        private final String topic;
        private final Consumer<String> target;
        private volatile boolean silent;

        private Listener(String topic, Consumer<String> target) {
            this.topic = topic;
            this.target = target;
        }

        /** What it listens to. */
        public String topic() {
            return topic;
        }

        /** Calls its target, unless it was removed meanwhile, even by one that was called before it. Never throws. */
        public void hear(String text) {
            if (silent) {
                return;
            }
            try {
                target.accept(text);
            } catch (RuntimeException broken) {
                // its own fault: neither the publisher nor the other listeners shall pay for it
                LOG.atWarn().addKeyValue("topic", topic).setCause(broken).log("a listener failed");
            }
        }
    }

    /** Adds a listener; one that hears nothing where this is closed. */
    public synchronized Listener add(String topic, Consumer<String> target) {
        Listener added = new Listener(topic, target);
        if (closed) {
            added.silent = true;
        } else {
            topics.computeIfAbsent(topic, unseen -> new ArrayList<>()).add(added);
        }
        return added;
    }

    /**
     * Removes a listener; a second time does nothing.
     *
     * @return whether it was the last one of its topic
     */
    public synchronized boolean remove(Listener listener) {
        listener.silent = true;
        List<Listener> listeners = topics.get(listener.topic);
        boolean isLast = listeners != null && listeners.remove(listener) && listeners.isEmpty();
        if (isLast) {
            topics.remove(listener.topic);
        }
        return isLast;
    }

    /** Those of a topic at this moment, in the order in which they came. */
    public synchronized List<Listener> of(String topic) {
        return List.copyOf(topics.getOrDefault(topic, List.of()));
    }

    /** Whether nobody listens to anything. */
    public synchronized boolean isEmpty() {
        return topics.isEmpty();
    }

    /** Removes all, for good. */
    public synchronized void close() {
        closed = true;
        topics.values().forEach(listeners -> listeners.forEach(listener -> listener.silent = true));
        topics.clear();
    }
}
