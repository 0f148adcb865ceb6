// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.state;

import dev.heliograph.model.Implementable;
import java.util.function.Consumer;

/** The signals of another store, unchanged; extend it to change some calls and keep those that are added later. */
@Implementable
public class ForwardingSignals implements Signals {
    private final Signals target;

    /** Hands every call to the target. */
    protected ForwardingSignals(Signals target) {
        this.target = target;
    }

    @Override
    public void publish(String topic, String text) {
        target.publish(topic, text);
    }

    @Override
    public Subscription listen(String topic, Consumer<String> listener) {
        return target.listen(topic, listener);
    }
}
