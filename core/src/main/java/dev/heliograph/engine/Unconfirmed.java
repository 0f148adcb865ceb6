// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.spi.metrics.Metrics;
import dev.heliograph.spi.state.Outbox;
import java.util.concurrent.atomic.AtomicLong;

/** Tells the metrics how much more the store has accepted without the copy that it asked for. Any thread. */
final class Unconfirmed {
    private final Outbox outbox;
    private final Metrics metrics;
    private final AtomicLong told = new AtomicLong();

    Unconfirmed(Outbox outbox, Metrics metrics) {
        this.outbox = outbox;
        this.metrics = metrics;
    }

    void look() {
        long now = outbox.unconfirmed();
        long before = told.getAndAccumulate(now, Math::max);
        if (now > before) {
            metrics.unreplicated(now - before);
        }
    }
}
