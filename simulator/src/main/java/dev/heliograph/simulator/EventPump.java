// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator;

import dev.heliograph.model.Event;
import dev.heliograph.spi.transport.EventSink;
import java.util.ArrayDeque;

/** Hands events over in order; where the mailbox is full it tries again for a while. Confined to the door's strand. */
final class EventPump {
    private static final long PAUSE = 50_000_000L;
    /** A mailbox that stays full for ten minutes has nobody behind it. */
    private static final int TRIES = 12_000;

    private final Door door;
    private final EventSink sink;
    private final ArrayDeque<Event> waiting = new ArrayDeque<>();
    private int tries;
    private boolean pausing;
    private boolean closed;

    EventPump(Door door, EventSink sink) {
        this.door = door;
        this.sink = sink;
    }

    void offer(Event event) {
        if (!closed) {
            waiting.add(event);
            pump();
        }
    }

    void close() {
        closed = true;
        waiting.clear();
    }

    private void pump() {
        while (!pausing && !waiting.isEmpty()) {
            if (sink.offer(waiting.element(), EventPump::nothingToConfirm)) {
                next();
            } else if (++tries >= TRIES) {
                door.eventDropped();
                next();
            } else {
                pausing = true;
                door.after(PAUSE, this::resume);
            }
        }
    }

    private void next() {
        waiting.remove();
        tries = 0;
    }

    private void resume() {
        pausing = false;
        pump();
    }

    private static void nothingToConfirm() {}
}
