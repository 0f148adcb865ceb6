// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package com.acme.notebook;

import dev.heliograph.spi.state.Signals;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Signals of one process: rung on the thread of whoever publishes. */
final class Bells implements Signals {
    private final List<Bell> bells = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    /** A listener; two of the same consumer are two. */
    private static final class Bell {
        private final String topic;
        private final Consumer<String> listener;

        Bell(String topic, Consumer<String> listener) {
            this.topic = topic;
            this.listener = listener;
        }

        void ring(String text) {
            try {
                listener.accept(text);
            } catch (RuntimeException itsOwnFault) {
                System.getLogger(Bells.class.getName())
                        .log(System.Logger.Level.WARNING, "a listener failed", itsOwnFault);
            }
        }
    }

    @Override
    public void publish(String topic, String text) {
        for (Bell bell : bells) {
            if (!closed && bell.topic.equals(topic)) {
                bell.ring(text);
            }
        }
    }

    @Override
    public Subscription listen(String topic, Consumer<String> listener) {
        Bell bell = new Bell(topic, listener);
        bells.add(bell);
        return () -> bells.remove(bell);
    }

    void close() {
        closed = true;
        bells.clear();
    }
}
