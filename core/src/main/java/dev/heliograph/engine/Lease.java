// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Failure;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The right to be the only one. Confined to the strand of whoever holds it. */
interface Lease {
    /** The reason word of a lease that somebody else holds. */
    String IN_USE = "IN_USE";

    /** Where nobody else could be. */
    Lease FREE = new Lease() {
        @Override
        public void take(Consumer<@Nullable Failure> then) {
            then.accept(null);
        }

        @Override
        public boolean isHeld() {
            return true;
        }

        @Override
        public void release(Runnable then) {
            then.run();
        }
    };

    /**
     * Takes it, waiting where its last holder may live still; calls back on the strand, with null once it is held.
     * Rejected with {@link #IN_USE} where somebody else is seen to hold it.
     */
    void take(Consumer<@Nullable Failure> then);

    /** Whether it is held now, by every clock. */
    boolean isHeld();

    /** Gives it up, so that others need not wait; runs the action when that is known or could not be said. */
    void release(Runnable then);
}
