// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.transport;

import dev.heliograph.model.Event;
import dev.heliograph.model.Implementable;

/** Takes the events of one session. */
@Implementable
@FunctionalInterface
public interface EventSink {
    /**
     * Hands over an event; never blocks.
     *
     * @param event it
     * @param handled run once, on any thread, after the last handler is done with it (a transport that must confirm
     *     what it received waits for this)
     * @return false where the mailbox is full and the event was not taken; the transport may offer it again later
     */
    boolean offer(Event event, Runnable handled);

    /**
     * As {@link #offer(Event, Runnable)}, from a server that tells again what was not confirmed, over restarts too: an
     * update that was handled before is not delivered again, and counts as handled at once.
     *
     * @param event it
     * @param updateId the server's number of it, positive, unique within the account, and rising in the order of events
     * @param handled as above
     * @return false where the mailbox is full and the event was not taken
     */
    default boolean offer(Event event, long updateId, Runnable handled) {
        return offer(event, handled);
    }

    /**
     * As {@link #offer(Event, long, Runnable)}, telling apart what was not handled because its handlers ended first.
     *
     * @param event it
     * @param updateId as above
     * @param handled as above
     * @param left run once instead of {@code handled}, on any thread, where nobody listened any more when it was the
     *     event's turn, or a handler left it with an {@link dev.heliograph.model.EventLeftException}: it must not be
     *     confirmed, and may be offered again when somebody listens
     * @return false where the mailbox is full and the event was not taken; neither is run then
     */
    default boolean offer(Event event, long updateId, Runnable handled, Runnable left) {
        return offer(event, updateId, handled);
    }
}
