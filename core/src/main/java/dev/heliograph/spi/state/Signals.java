// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.state;

import dev.heliograph.model.Implementable;
import java.util.function.Consumer;

/** Hints between the processes of a fleet. A lost one is legal: listeners look for themselves now and then. */
@Implementable
public interface Signals {
    /** Tells everybody who listens to the topic. */
    void publish(String topic, String text);

    /** Calls the listener, on any thread, for each text published to the topic until it is closed. */
    Subscription listen(String topic, Consumer<String> listener);

    /** A listener that is listening. */
    @Implementable
    @FunctionalInterface
    interface Subscription extends AutoCloseable {
        /** Ends it. */
        @Override
        void close();
    }
}
