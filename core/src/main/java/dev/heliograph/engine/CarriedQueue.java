// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Outcome;
import dev.heliograph.spi.state.Claimant;
import dev.heliograph.spi.time.Strand;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Queue of a session, this process's while it has the session connected: others move its rows while the session is theirs. */
final class CarriedQueue {
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Strand strand;
    private final BooleanSupplier isConnected;
    private @Nullable Tenure tenure;
    private boolean begun;

    /** Runs on the session's strand. */
    CarriedQueue(Strand strand, BooleanSupplier isConnected) {
        this.strand = strand;
        this.isConnected = isConnected;
    }

    /** There is such a queue from now on. */
    void carry(Tenure queue) {
        if (tenure == null) {
            tenure = queue;
            if (isConnected.getAsBoolean()) {
                begin();
            }
        }
    }

    /** The session is connected. */
    void begin() {
        if (tenure != null && !begun) {
            begun = true;
            tenure.begin().whenCompleteAsync(this::begun, strand);
        }
    }

    private void begun(@Nullable Outcome<Claimant> fence, @Nullable Throwable bug) {
        if (fence == null || !fence.isDone()) {
            begun = false;
            strand.after(AGAIN, () -> {
                if (isConnected.getAsBoolean()) {
                    begin();
                }
            });
        }
    }

    /** The session may become another process's. */
    void end() {
        if (tenure != null && begun) {
            begun = false;
            tenure.end();
        }
    }
}
