// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.Peer;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One request that is on its way: takes its answer, or the end of its time, whichever is first.
 *
 * @param <T> what the server answers
 */
final class Attempt<T> implements BiConsumer<@Nullable Outcome<T>, @Nullable Throwable> {
    final Lane lane;
    final Call<T> call;
    final Domain domain;
    final long startedAt;
    /** The chat that it was sent to. */
    final Peer peer;

    private final Aftermath aftermath;
    private boolean open = true;

    Attempt(Aftermath aftermath, Lane lane, Call<T> call, Domain domain, Peer peer, long startedAt) {
        this.aftermath = aftermath;
        this.lane = lane;
        this.call = call;
        this.domain = domain;
        this.peer = peer;
        this.startedAt = startedAt;
    }

    boolean isOpen() {
        return open;
    }

    @Override
    public void accept(@Nullable Outcome<T> outcome, @Nullable Throwable bug) {
        if (outcome == null) {
            close(Outcome.failed(new Failure.Ambiguous("the transport failed: " + bug)));
        } else {
            close(outcome);
        }
    }

    void timeOut() {
        close(Outcome.failed(new Failure.Ambiguous("no answer in time")));
    }

    private void close(Outcome<T> outcome) {
        // an answer after the end of its time tells nothing that could still be used
        if (open) {
            open = false;
            aftermath.answered(this, outcome);
        }
    }
}
