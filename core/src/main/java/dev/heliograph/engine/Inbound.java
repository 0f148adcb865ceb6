// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Event;
import dev.heliograph.spi.transport.EventSink;
import dev.heliograph.spi.transport.Receiving;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** What a transport tells a session: some of it concerns the engine, and all of it the handlers. Any thread. */
final class Inbound implements EventSink {
    private final SessionCore core;
    private final Mailbox mailbox;
    private final AtomicInteger listeners = new AtomicInteger();
    /** Confined to the strand. */
    private boolean receiving;

    Inbound(SessionCore core, Mailbox mailbox) {
        this.core = core;
        this.mailbox = mailbox;
    }

    /** A handler of what comes in; while there is one, a link that has to ask for messages does so. */
    Runnable listen(Consumer<Event> handler) {
        Runnable end = mailbox.listen(handler);
        AtomicBoolean ended = new AtomicBoolean();
        listeners.incrementAndGet();
        core.strand().execute(this::receiveAsWanted);
        return () -> {
            // a registration that is closed twice must not end another one
            if (ended.compareAndSet(false, true)) {
                end.run();
                listeners.decrementAndGet();
                core.strand().execute(this::receiveAsWanted);
            }
        };
    }

    @Override
    public boolean offer(Event event, Runnable handled) {
        switch (event.kind()) {
            case CONNECTION_CHANGED -> {
                Event.ConnectionChanged changed = (Event.ConnectionChanged) event;
                core.strand().execute(() -> core.connection().changed(changed.state(), changed.cause()));
                handled.run();
                return true;
            }
            case CHAT_MIGRATED -> core.strand().execute(() -> core.intake().migrate((Event.ChatMigrated) event));
            case NEW_MESSAGE, MESSAGE_EDITED, MESSAGES_DELETED, DISCONNECTED, FLOOD_WAITED, SESSION_LOST, NOTICE -> {
                // of interest to handlers only
            }
        }
        return mailbox.offer(event, handled);
    }

    @Override
    public boolean offer(Event event, long updateId, Runnable handled) {
        return offer(event, updateId, handled, () -> {});
    }

    @Override
    public boolean offer(Event event, long updateId, Runnable handled, Runnable left) {
        UpdateMemory memory = core.account().updates();
        // before the sign-in is through nobody knows whose updates these are
        if (memory == null || !mailbox.reserve()) {
            return false;
        }
        if (event.kind() == Event.Kind.CHAT_MIGRATED) {
            core.strand().execute(() -> core.intake().migrate((Event.ChatMigrated) event));
        }
        UpdateMemory.Ends ends = new UpdateMemory.Ends(handled, left);
        memory.offer(updateId, ours -> mailbox.deliver(event, ours.handled(), ours.left()), mailbox::release, ends);
        return true;
    }

    private void receiveAsWanted() {
        boolean wanted = listeners.get() > 0;
        if (wanted != receiving) {
            receiving = wanted;
            core.link().facet(Receiving.class).ifPresent(link -> link.receive(wanted));
        }
    }
}
