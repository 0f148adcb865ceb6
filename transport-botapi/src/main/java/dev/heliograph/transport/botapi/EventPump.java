// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.model.Event;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.transport.EventSink;
import java.time.Duration;
import java.util.ArrayDeque;

/** Hands events over in order; where the mailbox is full it tries again until it is closed. Confined to the strand. */
final class EventPump {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private record Offer(Event event, Runnable handled) {}

    private final Strand strand;
    private final EventSink sink;
    private final ArrayDeque<Offer> waiting = new ArrayDeque<>();
    private boolean pausing;
    private boolean closed;

    EventPump(Strand strand, EventSink sink) {
        this.strand = strand;
        this.sink = sink;
    }

    /** Offers it after everything that waits; {@code handled} is run on any thread. */
    void offer(Event event, Runnable handled) {
        if (!closed) {
            waiting.add(new Offer(event, handled));
            pump();
        }
    }

    void offer(Event event) {
        offer(event, () -> {});
    }

    /** Offers it now, whatever waits; in its turn again where the mailbox is full. */
    void offerFirst(Event event) {
        if (!closed && !sink.offer(event, () -> {})) {
            offer(event);
        }
    }

    /** How many events wait for room. */
    int backlog() {
        return waiting.size();
    }

    void close() {
        closed = true;
        waiting.clear();
    }

    private void pump() {
        while (!pausing && !waiting.isEmpty()) {
            Offer next = waiting.element();
            if (sink.offer(next.event(), next.handled())) {
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
