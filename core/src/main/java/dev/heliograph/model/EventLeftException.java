// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

/**
 * What a handler throws to leave an event where it came from: it counts as not handled, and as no failure of the handler. A
 * server that waits for confirmations keeps it, with everything after it, and tells it again once somebody listens anew, in
 * this process or another one. It is for handlers that are about to end: a session that goes on listening gets no more than
 * some hundred events past one that was left.
 */
@Stable
public final class EventLeftException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** An exception without a trace: it is a word, not a fault. */
    public EventLeftException() {
        super("the handler left the event to whoever listens next", null, false, false);
    }
}
