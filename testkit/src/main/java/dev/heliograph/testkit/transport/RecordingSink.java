// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.transport;

import dev.heliograph.model.ConnectionState;
import dev.heliograph.model.Event;
import dev.heliograph.model.Message;
import dev.heliograph.spi.transport.EventSink;
import java.util.ArrayList;
import java.util.List;

/** Keeps what it was offered. Can be full for a while, and can be slow to handle. */
final class RecordingSink implements EventSink {
    private final List<Event> taken = new ArrayList<>();
    private final List<Runnable> unhandled = new ArrayList<>();
    private int refusals;
    private int refused;
    private boolean slow;

    @Override
    public boolean offer(Event event, Runnable handled) {
        synchronized (this) {
            boolean isMessage = event.kind() == Event.Kind.NEW_MESSAGE;
            if (refusals > 0 && isMessage) {
                refusals--;
                refused++;
                return false;
            }
            taken.add(event);
            if (slow) {
                unhandled.add(handled);
                return true;
            }
        }
        handled.run();
        return true;
    }

    /** Takes no message the next so many times. */
    synchronized void refuseMessages(int times) {
        refusals = times;
    }

    /** How many messages were refused so far. */
    synchronized int refused() {
        return refused;
    }

    /** Takes events, and is not done with them before {@link #handleAll}. */
    synchronized void beSlow() {
        slow = true;
    }

    /** Is done with everything it has, and quick from now on. */
    void handleAll() {
        List<Runnable> ready;
        synchronized (this) {
            slow = false;
            ready = List.copyOf(unhandled);
            unhandled.clear();
        }
        ready.forEach(Runnable::run);
    }

    synchronized List<Event> events() {
        return List.copyOf(taken);
    }

    /** The messages that came in, in the order in which they were offered. */
    List<Message> messages() {
        return events().stream()
                .filter(event -> event.kind() == Event.Kind.NEW_MESSAGE)
                .map(event -> ((Event.NewMessage) event).message())
                .toList();
    }

    /** The texts of {@link #messages}. */
    List<String> texts() {
        return messages().stream().map(message -> message.text().text()).toList();
    }

    /** The states that the connection went through. */
    List<ConnectionState> states() {
        return events().stream()
                .filter(event -> event.kind() == Event.Kind.CONNECTION_CHANGED)
                .map(event -> ((Event.ConnectionChanged) event).state())
                .toList();
    }
}
