// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Event;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.time.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings events to the handlers of a session: in order within a chat, side by side across chats. Bounded: where handlers
 * do not keep up, what the transport offers is refused and offered again later, so that nothing is lost here.
 */
final class Mailbox {
    /** Events that wait for handlers at most. */
    static final int CAPACITY = 10_000;

    private static final int HANDS = 8;
    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);
    private final List<Strand> hands = new ArrayList<>();
    private final List<Consumer<Event>> handlers = new CopyOnWriteArrayList<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Tally tally;
    private volatile boolean closed;

    Mailbox(String session, Timeline timeline, Tally tally) {
        this.tally = tally;
        for (int i = 0; i < HANDS; i++) {
            hands.add(timeline.blockingStrand(session + "/events-" + i));
        }
    }

    Runnable register(Consumer<Event> handler) {
        handlers.add(handler);
        return () -> handlers.remove(handler);
    }

    /** Takes an event of the transport, if there is room. */
    boolean offer(Event event, Runnable handled) {
        if (!reserve()) {
            return false;
        }
        deliver(event, handled);
        return true;
    }

    /** Takes a place for one event, if there is room; it is for {@link #deliver} or {@link #release}. */
    boolean reserve() {
        if (closed) {
            return false;
        }
        if (waiting.incrementAndGet() > CAPACITY) {
            waiting.decrementAndGet();
            return false;
        }
        return true;
    }

    /** Gives a reserved place up. */
    void release() {
        waiting.decrementAndGet();
    }

    /** Takes an event of the engine itself; there are few of them, and none may be refused. */
    void tell(Event event) {
        if (!closed) {
            waiting.incrementAndGet();
            deliver(event, () -> {});
        }
    }

    void close() {
        closed = true;
    }

    /** Brings an event that has a place to the handlers. */
    void deliver(Event event, Runnable handled) {
        hands.get(Math.floorMod(Long.hashCode(event.chatId()), HANDS)).execute(() -> {
            try {
                for (Consumer<Event> handler : handlers) {
                    handle(handler, event);
                }
            } finally {
                waiting.decrementAndGet();
                handled.run();
            }
        });
    }

    @SuppressWarnings("CatchingUnchecked")
    private void handle(Consumer<Event> handler, Event event) {
        try {
            handler.accept(event);
        } catch (Exception thrown) {
            // the user's code: counted and told, and the flow goes on
            tally.handlerFailed();
            LOG.atWarn()
                    .setCause(thrown)
                    .addKeyValue("event", event.kind())
                    .log("a handler failed; the event counts as handled");
        }
    }
}
