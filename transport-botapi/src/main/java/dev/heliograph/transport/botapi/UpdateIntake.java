// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.model.Event;
import dev.heliograph.spi.transport.EventSink;
import java.util.ArrayDeque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Brings polled updates to the sink, in their order, and keeps account of what is handled. Confined to the strand of its
 * session.
 */
final class UpdateIntake {
    /** A server that keeps to its own limit of a hundred never comes near this. */
    private static final int MOST = 1_000;
    /** Above what any JSON number of a server can mean: there is no number after it to ask for. */
    private static final long HIGHEST = 1L << 53;

    private final Reception reception;
    private final PollCounts counts;
    private final Runnable progressed;
    private final UpdateWindow window = new UpdateWindow();
    private final ArrayDeque<Pending> pending = new ArrayDeque<>();

    /**
     * An empty intake.
     *
     * @param progressed run on the strand whenever an update was handled
     */
    UpdateIntake(Reception reception, PollCounts counts, Runnable progressed) {
        this.reception = reception;
        this.counts = counts;
        this.progressed = progressed;
    }

    UpdateWindow window() {
        return window;
    }

    /** Takes what a poll brought and passes over what is known; says how many were new. */
    int take(JsonNode updates, UpdateReader reader) {
        int fresh = 0;
        BadUpdates bad = new BadUpdates(reception.session());
        for (JsonNode update : updates) {
            long id = UpdateReader.idOf(update);
            if (id == 0 || id > HIGHEST) {
                counts.malformed.incrementAndGet();
                bad.withoutNumber();
            } else if (window.isNew(id) && window.size() < MOST) {
                fresh++;
                window.take(id);
                counts.updateCame(reception.timeline().instant());
                pending.add(new Pending(id, read(id, update, reader, bad)));
            }
        }
        bad.log();
        counts.inHand.set(window.inHand());
        return fresh;
    }

    /** Offers what waits; false where the sink is full and some of it still waits. */
    boolean drain() {
        EventSink sink = reception.sink();
        while (!pending.isEmpty()) {
            Pending first = pending.element();
            if (first.event() == null) {
                window.done(first.id());
            } else if (!sink.offer(first.event(), first.id(), () -> handled(first.id()), () -> left(first.id()))) {
                return false;
            }
            pending.remove();
        }
        counts.inHand.set(window.inHand());
        return true;
    }

    /** Somebody listens anew: what the handlers before left, and all that follows it, may come again. */
    void begin() {
        window.putBackLeft();
        counts.inHand.set(window.inHand());
    }

    /** Puts back what no handler has seen; it comes again. What handlers have stays in their hands. */
    void putBack() {
        if (!pending.isEmpty()) {
            window.putBackFrom(pending.element().id());
            pending.clear();
            counts.inHand.set(window.inHand());
        }
    }

    private void handled(long id) {
        reception.strand().execute(() -> {
            window.done(id);
            counts.inHand.set(window.inHand());
            progressed.run();
        });
    }

    private void left(long id) {
        reception.strand().execute(() -> {
            window.leave(id);
            counts.inHand.set(window.inHand());
        });
    }

    private @Nullable Event read(long id, JsonNode update, UpdateReader reader, BadUpdates bad) {
        try {
            Optional<Event> event = reader.read(update);
            return event.orElse(null);
        } catch (RuntimeException malformed) {
            // Telegram would tell it for ever: one update that nobody understands must not hold up the others
            counts.malformed.incrementAndGet();
            bad.unreadable(id, fault(malformed));
            return null;
        }
    }

    /** What may be said of it in a log: messages of other exceptions may quote what people wrote. */
    static String fault(RuntimeException malformed) {
        return malformed instanceof MalformedUpdateException
                ? String.valueOf(malformed.getMessage())
                : malformed.getClass().getSimpleName();
    }

    private record Pending(long id, @Nullable Event event) {}
}
