// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Event;
import dev.heliograph.model.EventLeftException;
import dev.heliograph.spi.time.KeyedStrands;
import dev.heliograph.spi.time.Timeline;
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

    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);
    private final KeyedStrands chats;
    private final List<Handler> handlers = new CopyOnWriteArrayList<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Tally tally;
    private volatile boolean closed;

    Mailbox(String session, Timeline timeline, Tally tally) {
        this.tally = tally;
        this.chats = timeline.blockingStrands(session + "/events");
    }

    /**
     * Somebody who hears of everything, the same only as itself.
     *
     * @param receives whether it is for its sake that messages come in
     */
    private record Handler(Consumer<Event> code, boolean receives) {
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** Adds a handler of what comes from the engine; messages are not received for its sake. */
    Runnable register(Consumer<Event> code) {
        return add(new Handler(code, false));
    }

    /** Adds a handler for whose sake messages are received. */
    Runnable listen(Consumer<Event> code) {
        return add(new Handler(code, true));
    }

    private Runnable add(Handler handler) {
        handlers.add(handler);
        return () -> handlers.remove(handler);
    }

    /** Takes an event of the transport, if there is room. */
    boolean offer(Event event, Runnable handled) {
        if (!reserve()) {
            return false;
        }
        deliver(event, handled, handled);
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
            deliver(event, () -> {}, () -> {});
        }
    }

    void close() {
        closed = true;
    }

    /**
     * Brings an event that has a place to the handlers.
     *
     * @param handled run when they are done with it
     * @param left run instead where none is left that listens, or one left it
     */
    void deliver(Event event, Runnable handled, Runnable left) {
        chats.execute(event.chatId(), () -> {
            boolean taken = true;
            try {
                taken = handle(event);
            } finally {
                waiting.decrementAndGet();
                (taken ? handled : left).run();
            }
        });
    }

    /** Whether it counts as handled. */
    private boolean handle(Event event) {
        boolean received = !event.kind().isReceived();
        boolean left = false;
        for (Handler handler : handlers) {
            received |= handler.receives();
            left |= !handle(handler.code(), event);
        }
        return received && !left;
    }

    private boolean handle(Consumer<Event> handler, Event event) {
        Throwable thrown = Guarded.run(() -> handler.accept(event));
        if (thrown instanceof EventLeftException) {
            return false;
        }
        if (thrown != null) {
            // the user's code: counted and told, and the flow goes on
            tally.handlerFailed();
            Guarded.log(LOG, thrown)
                    .addKeyValue("event", event.kind())
                    .log("a handler failed; the event counts as handled");
        }
        return true;
    }
}
