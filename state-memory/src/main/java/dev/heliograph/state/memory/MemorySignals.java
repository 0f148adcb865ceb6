// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.memory;

import dev.heliograph.spi.state.Signals;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Calls the listeners of a topic on the thread of whoever publishes, in the order in which they came. */
final class MemorySignals implements Signals {
    private static final System.Logger LOG = System.getLogger(MemorySignals.class.getName());
    private final Map<String, List<Listener>> topics = new HashMap<>();
    private boolean closed;

    @Override
    public void publish(String topic, String text) {
        for (Listener listener : listeners(topic)) {
            listener.hear(text);
        }
    }

    @Override
    public synchronized Subscription listen(String topic, Consumer<String> listener) {
        Listener added = new Listener(topic, listener);
        if (!closed) {
            topics.computeIfAbsent(topic, unseen -> new ArrayList<>()).add(added);
        }
        return () -> remove(added);
    }

    synchronized void close() {
        closed = true;
        topics.values().forEach(listeners -> listeners.forEach(Listener::silence));
        topics.clear();
    }

    private synchronized List<Listener> listeners(String topic) {
        return List.copyOf(topics.getOrDefault(topic, List.of()));
    }

    private synchronized void remove(Listener listener) {
        listener.silence();
        List<Listener> listeners = topics.get(listener.topic);
        if (listeners != null && listeners.remove(listener) && listeners.isEmpty()) {
            topics.remove(listener.topic);
        }
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
                // its own fault: neither the publisher nor the other listeners shall pay for it
                LOG.log(Level.WARNING, "a listener of " + topic + " failed", broken);
            }
        }
    }
}
