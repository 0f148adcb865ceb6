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
    private enum State {
        IN_HAND,
        HANDLED,
        /** Its handlers ended without it. */
        LEFT
    }

    /** What became of each update, by its number; the first is not handled. */
    private final TreeMap<Long, State> known = new TreeMap<>();
    /** What to ask for while nothing is in hand; 0 asks for everything that is not confirmed. */
    private long next;

    private int inHand;

    /** The number from which the server is to tell; all before it are thereby confirmed. */
    long offset() {
        return known.isEmpty() ? next : known.firstKey();
    }

    /** Whether the update is neither confirmed nor known. */
    boolean isNew(long id) {
        return id >= next && !known.containsKey(id);
    }

    /** Takes an update in. */
    void take(long id) {
        if (known.putIfAbsent(id, State.IN_HAND) == null) {
            inHand++;
        }
    }

    /** Puts back this update and all that follow it, which were given to nobody: the server will tell them again. */
    void putBackFrom(long id) {
        Map<Long, State> rest = known.tailMap(id, true);
        inHand -= (int)
                rest.values().stream().filter(state -> state == State.IN_HAND).count();
        rest.clear();
    }

    /** Puts back the first update that was left and all that follow it; those that handlers still have stay with them. */
    void putBackLeft() {
        known.entrySet().stream()
                .filter(entry -> entry.getValue() == State.LEFT)
                .map(Map.Entry::getKey)
                .findFirst()
                .ifPresent(this::putBackFrom);
    }

    /** Its handlers are done. */
    void done(long id) {
        end(id, State.HANDLED);
        advance();
    }

    /** Its handlers ended without it: it is not to be confirmed. */
    void leave(long id) {
        end(id, State.LEFT);
    }

    private void end(long id, State state) {
        if (known.replace(id, State.IN_HAND, state)) {
            inHand--;
        }
    }

    /** How many were taken in and are in the hands of handlers. */
    int inHand() {
        return inHand;
    }

    /** How many the server will tell again. */
    int size() {
        return known.size();
    }

    /** Asks for everything again; for servers that begin to count anew. Only while nothing is in hand. */
    void restart() {
        if (known.isEmpty()) {
            next = 0;
        }
    }

    private void advance() {
        Map.Entry<Long, State> first = known.firstEntry();
        while (first != null && first.getValue() == State.HANDLED) {
            next = first.getKey() + 1;
            known.remove(first.getKey());
            first = known.firstEntry();
        }
    }
}
