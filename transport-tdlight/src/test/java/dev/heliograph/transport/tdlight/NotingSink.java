// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight;

import dev.heliograph.model.ConnectionState;
import dev.heliograph.model.Event;
import dev.heliograph.spi.transport.EventSink;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes every event and keeps it. */
final class NotingSink implements EventSink {
    private final List<Event> events = new CopyOnWriteArrayList<>();

    @Override
    public boolean offer(Event event, Runnable handled) {
        events.add(event);
        handled.run();
        return true;
    }

    List<Event> events() {
        return events;
    }

    List<ConnectionState> states() {
        return events.stream()
                .filter(Event.ConnectionChanged.class::isInstance)
                .map(event -> ((Event.ConnectionChanged) event).state())
                .toList();
    }
}
