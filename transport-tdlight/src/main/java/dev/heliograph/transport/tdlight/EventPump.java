// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight;

import dev.heliograph.model.Event;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.transport.EventSink;
import java.time.Duration;
import java.util.ArrayDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands events over in order; where the mailbox is full it tries again until it is closed. TDLib cannot be asked to wait, so
 * that of what others write only so much is kept. Confined to the strand.
 */
final class EventPump {
    private static final Logger LOG = LoggerFactory.getLogger(EventPump.class);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int KEPT = 10_000;

    private final Strand strand;
    private final EventSink sink;
    private final ArrayDeque<Event> waiting = new ArrayDeque<>();
    private long dropped;
    private boolean pausing;
    private boolean closed;

    EventPump(Strand strand, EventSink sink) {
        this.strand = strand;
        this.sink = sink;
    }

    /** Offers it after everything that waits. */
    void offer(Event event) {
        if (closed) {
            return;
        }
        if (waiting.size() >= KEPT && event.kind().isReceived()) {
            if (dropped++ == 0) {
                LOG.warn("nobody takes what comes in: {} events wait, and no more are kept", KEPT);
            }
            return;
        }
        waiting.add(event);
        pump();
    }

    void close() {
        closed = true;
        waiting.clear();
    }

    private void pump() {
        while (!pausing && !waiting.isEmpty()) {
            if (sink.offer(waiting.element(), () -> {})) {
                waiting.remove();
            } else {
                pausing = true;
                strand.after(PAUSE, this::resume);
            }
        }
    }

    private void resume() {
        pausing = false;
        pump();
    }
}
