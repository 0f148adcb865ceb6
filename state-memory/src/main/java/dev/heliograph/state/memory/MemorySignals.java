// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.memory;

import dev.heliograph.spi.state.Listeners;
import dev.heliograph.spi.state.Signals;
import java.util.function.Consumer;

/** Calls the listeners of a topic on the thread of whoever publishes, in the order in which they came. */
final class MemorySignals implements Signals {
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
