// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import java.util.LinkedHashSet;
import java.util.Set;

/** Lets a bounded number in at a time, in the order in which they came. Confined to the strand. */
final class Turnstile {
    private final int most;
    private final Set<Runnable> waiting = new LinkedHashSet<>();
    private int inside;

    Turnstile(int most) {
        this.most = most;
    }

    /** Runs it as soon as there is room; it has to {@link #leave} then. */
    void enter(Runnable admitted) {
        if (inside < most) {
            inside++;
            admitted.run();
        } else {
            waiting.add(admitted);
        }
    }

    /** Takes back what waits; false where it is inside already. */
    boolean withdraw(Runnable admitted) {
        return waiting.remove(admitted);
    }

    void leave() {
        inside--;
        if (!waiting.isEmpty()) {
            Runnable next = waiting.iterator().next();
            waiting.remove(next);
            inside++;
            next.run();
        }
    }
}
