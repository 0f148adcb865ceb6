// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SessionName;
import dev.heliograph.model.Stable;
import dev.heliograph.spi.time.Strand;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Has a session without connecting it. May be used from any thread; stages complete where the code of users may run. */
@Stable
public final class SessionHold {
    private final Strand strand;
    private final Lease lease;
    private final Promises promises;

    /**
     * Has nothing yet.
     *
     * @param lost told with the reason when another process may take the session
     */
    public SessionHold(Fleet fleet, SessionName session, Consumer<String> lost) {
        this.promises = fleet.promises();
        this.strand = fleet.timeline().strand("hold/" + session);
        this.lease = fleet.lease("session/" + session, strand, lost);
    }

    /** Takes it, waiting where its last owner may live still; the failure says who has it. */
    public CompletionStage<Outcome<Boolean>> take() {
        return promises.<Outcome<Boolean>>ask(
                strand,
                () -> Outcome.failed(Promises.closed()),
                promise -> lease.take(refused -> promise.accept(answer(refused))));
    }

    private static Outcome<Boolean> answer(@Nullable Failure refused) {
        return refused == null ? Outcome.done(true) : Outcome.failed(refused);
    }

    /** Whether it is held now, by every clock. */
    public CompletionStage<Boolean> isHeld() {
        return promises.ask(strand, () -> false, promise -> promise.accept(lease.isHeld()));
    }

    /** Gives it up; completes when that is known or could not be said. */
    public CompletionStage<Void> release() {
        return promises.ask(strand, () -> true, promise -> lease.release(() -> promise.accept(true)))
                .thenAccept(done -> {});
    }
}
