// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.spi.state.Claimant;
import dev.heliograph.spi.state.ForwardingOutbox;
import dev.heliograph.spi.state.Intent;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.time.VirtualTimeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** A store that is full takes no intents; it is asked again every 200 ms. */
class RowBatchesTest {
    private static final Claimant SELF = new Claimant("local", 1);

    private final VirtualTimeline time = VirtualTimeline.seeded(5);
    private final Strand strand = time.strand("queue");
    private final Full outbox = new Full();
    private final RowBatches batches = new RowBatches(outbox, "queue", time, strand, settled -> {}, () -> {});

    private static final class Full extends ForwardingOutbox {
        private int asked;
        private boolean hasRoom;

        Full() {
            super(null);
        }

        @Override
        public CompletionStage<Outcome<List<Long>>> sending(
                String queue, Claimant claimant, List<Intent> intents, Instant now) {
            asked++;
            return CompletableFuture.completedStage(
                    hasRoom
                            ? Outcome.done(intents.stream().map(Intent::id).toList())
                            : Outcome.failed(new Failure.Unavailable(Failure.Origin.STATE, "the disk is full")));
        }
    }

    private CompletableFuture<Boolean> intend(long id) {
        return batches.intend(SELF, new Intent(id, "alpha", id)).toCompletableFuture();
    }

    private void stop() {
        strand.execute(batches::stop);
    }

    @Test
    void an_intent_waits_until_there_is_room() {
        CompletableFuture<Boolean> waiting = intend(1);
        time.advance(Duration.ofMinutes(1));
        assertThat(waiting).isNotDone();
        outbox.hasRoom = true;
        time.advance(Duration.ofSeconds(1));

        assertThat(waiting).isCompletedWithValue(true);
    }

    @Test
    void the_end_waits_for_no_room() {
        CompletableFuture<Boolean> waiting = intend(1);
        time.advance(Duration.ofSeconds(10));
        stop();
        CompletableFuture<Boolean> late = intend(2);
        time.advance(Duration.ofSeconds(1));
        int asked = outbox.asked;
        time.advance(Duration.ofMinutes(1));

        assertThat(List.of(waiting, late))
                .allSatisfy(refused -> assertThat(refused).isCompletedWithValue(false));
        assertThat(outbox.asked).isEqualTo(asked);
    }

    @Test
    void what_can_be_stored_at_once_is_stored_at_the_end_too() {
        stop();
        outbox.hasRoom = true;
        CompletableFuture<Boolean> last = intend(1);
        time.advance(Duration.ofSeconds(1));

        assertThat(last).isCompletedWithValue(true);
    }
}
