// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import java.util.Map;
import java.util.TreeMap;

/**
 * The updates that the server will tell again, because something before them, or they themselves, are not yet handled.
 * Confined to the strand of its session.
 */
final class UpdateWindow {
    /** Whether each update is handled, by its number; the first is not. */
    private final TreeMap<Long, Boolean> handled = new TreeMap<>();
    /** What to ask for while nothing is in hand; 0 asks for everything that is not confirmed. */
    private long next;

    private int inHand;

    /** The number from which the server is to tell; all before it are thereby confirmed. */
    long offset() {
        return handled.isEmpty() ? next : handled.firstKey();
    }

    /** Whether the update is neither confirmed nor known. */
    boolean isNew(long id) {
        return id >= next && !handled.containsKey(id);
    }

    /** Takes an update in. */
    void take(long id) {
        if (handled.putIfAbsent(id, false) == null) {
            inHand++;
        }
    }

    /** Puts back this update and all that follow it, which were given to nobody: the server will tell them again. */
    void putBackFrom(long id) {
        Map<Long, Boolean> rest = handled.tailMap(id, true);
        inHand -= (int) rest.values().stream().filter(done -> !done).count();
        rest.clear();
    }

    /** Its handlers are done. */
    void done(long id) {
        if (Boolean.FALSE.equals(handled.replace(id, true))) {
            inHand--;
        }
        advance();
    }

    /** How many were taken in and are not handled. */
    int inHand() {
        return inHand;
    }

    /** How many the server will tell again. */
    int size() {
        return handled.size();
    }

    /** Asks for everything again; for servers that begin to count anew. Only while nothing is in hand. */
    void restart() {
        if (handled.isEmpty()) {
            next = 0;
        }
    }

    private void advance() {
        Map.Entry<Long, Boolean> first = handled.firstEntry();
        while (first != null && first.getValue()) {
            next = first.getKey() + 1;
            handled.remove(first.getKey());
            first = handled.firstEntry();
        }
    }
}
