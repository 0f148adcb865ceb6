// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Stable;
import dev.heliograph.spi.state.OutboxRow;
import dev.heliograph.spi.state.StateStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one queue for people who look at them one by one, beside whoever moves them. May be used from any thread; stages
 * complete on any.
 */
@Stable
public final class SingleRows {
    private final StateStore state;
    private final String queue;
    private final Supplier<Instant> clock;

    /** Those of that queue. */
    public SingleRows(Fleet fleet, String queue) {
        this.state = fleet.state();
        this.queue = queue;
        this.clock = fleet.timeline()::instant;
    }

    /** Rows without an end, by id, after that one, at most so many. */
    public CompletionStage<Outcome<List<OutboxRow>>> open(long afterId, int limit) {
        return Ports.ask(() -> state.outbox().open(queue, afterId, limit));
    }

    /** The row with that id; empty where there is none. */
    public CompletionStage<Outcome<Optional<OutboxRow>>> find(long id) {
        return Ports.ask(() -> state.outbox().row(queue, id));
    }

    /**
     * Withdraws a row that waits in the store: it becomes FAILED with that word. One that waits in a lane is asked back, so that
     * a later call may withdraw it.
     *
     * @return whether it was withdrawn
     */
    public CompletionStage<Outcome<Boolean>> withdraw(long id, String word) {
        return Ports.ask(() -> state.outbox().withdraw(queue, id, RowEnd.withdrawn(word), clock.get()))
                .thenApply(outcome -> {
                    if (Boolean.TRUE.equals(outcome.value())) {
                        QueueNews.withdrawn(state.signals(), queue, id);
                    } else if (outcome.isDone()) {
                        QueueNews.recall(state.signals(), queue);
                    }
                    return outcome;
                });
    }

    /** What the row says, or null where this version cannot read it. */
    public static @Nullable OutgoingMessage message(OutboxRow row) {
        try {
            return PassedOver.reason(row.draft().payload()) == null
                    ? MessageCodec.read(row.draft().payload())
                    : null;
        } catch (RuntimeException ofAnotherVersion) {
            return null;
        }
    }
}
