// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SessionName;
import dev.heliograph.model.Stable;
import dev.heliograph.spi.time.Strand;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Has a session without connecting it. May be used from any thread; stages complete on a strand of its own. */
@Stable
public final class SessionHold {
    private final Strand strand;
    private final Lease lease;

    /**
     * Has nothing yet.
     *
     * @param lost told with the reason when another process may take the session
     */
    public SessionHold(Fleet fleet, SessionName session, Consumer<String> lost) {
        this.strand = fleet.timeline().strand("hold/" + session);
        this.lease = fleet.lease("session/" + session, strand, lost);
    }

    /** Takes it, waiting where its last owner may live still; the failure says who has it. */
    public CompletionStage<Outcome<Boolean>> take() {
        CompletableFuture<Outcome<Boolean>> taken = new CompletableFuture<>();
        strand.execute(() -> lease.take(refused -> taken.complete(answer(refused))));
        return taken;
    }

    private static Outcome<Boolean> answer(@Nullable Failure refused) {
        return refused == null ? Outcome.done(true) : Outcome.failed(refused);
    }

    /** Whether it is held now, by every clock. */
    public CompletionStage<Boolean> isHeld() {
        CompletableFuture<Boolean> held = new CompletableFuture<>();
        strand.execute(() -> held.complete(lease.isHeld()));
        return held;
    }

    /** Gives it up; completes when that is known or could not be said. */
    public CompletionStage<Void> release() {
        CompletableFuture<Void> released = new CompletableFuture<>();
        strand.execute(() -> lease.release(() -> released.complete(null)));
        return released;
    }
}
