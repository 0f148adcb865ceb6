// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.model.Event;
import dev.heliograph.spi.transport.EventSink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A sink that is done with an event at once, or when it is told to; it can be full. */
final class Inbox implements EventSink {
    private final List<String> texts = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final Map<Long, Runnable> inHand = new LinkedHashMap<>();
    private final Map<Long, Runnable> leaving = new LinkedHashMap<>();
    private boolean slow;
    private boolean full;

    @Override
    public boolean offer(Event event, Runnable handled) {
        events.add(event);
        handled.run();
        return true;
    }

    @Override
    public boolean offer(Event event, long updateId, Runnable handled) {
        if (full) {
            return false;
        }
        events.add(event);
        if (event.kind() == Event.Kind.NEW_MESSAGE) {
            texts.add(((Event.NewMessage) event).message().text().text());
        }
        if (slow) {
            inHand.put(updateId, handled);
        } else {
            handled.run();
        }
        return true;
    }

    @Override
    public boolean offer(Event event, long updateId, Runnable handled, Runnable left) {
        boolean taken = offer(event, updateId, handled);
        if (taken && slow) {
            leaving.put(updateId, left);
        }
        return taken;
    }

    /** The handlers of that update end without it. */
    void leave(long updateId) {
        inHand.remove(updateId);
        Runnable left = leaving.remove(updateId);
        if (left == null) {
            throw new AssertionError("no handler has update " + updateId);
        }
        left.run();
    }

    /** From now on handlers are done only by {@link #done}. */
    void beSlow() {
        slow = true;
    }

    void beFull(boolean isFull) {
        full = isFull;
    }

    /** The handlers of that update are done. */
    void done(long updateId) {
        Runnable handled = inHand.remove(updateId);
        if (handled == null) {
            throw new AssertionError("no handler has update " + updateId);
        }
        handled.run();
    }

    /** Texts in the order of arrival. */
    List<String> texts() {
        return List.copyOf(texts);
    }

    List<Event> events() {
        return List.copyOf(events);
    }

    /** The words of the service. */
    List<String> notices() {
        return events.stream()
                .filter(event -> event.kind() == Event.Kind.NOTICE)
                .map(event -> ((Event.Notice) event).text())
                .toList();
    }
}
