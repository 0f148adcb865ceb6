// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package com.acme.notebook;

import dev.heliograph.spi.state.Listeners;
import dev.heliograph.spi.state.Signals;
import java.util.function.Consumer;

/** Signals of one process: rung on the thread of whoever publishes. */
final class Bells implements Signals {
    private final Listeners listeners = new Listeners();

    @Override
    public void publish(String topic, String text) {
        listeners.of(topic).forEach(listener -> listener.hear(text));
    }

    @Override
    public Subscription listen(String topic, Consumer<String> target) {
        Listeners.Listener added = listeners.add(topic, target);
        return () -> listeners.remove(added);
    }

    void close() {
        listeners.close();
    }
}
