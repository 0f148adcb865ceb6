// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.spi.metrics.NoMetrics;
import dev.heliograph.spi.state.Cell;
import dev.heliograph.spi.state.Change;
import dev.heliograph.time.VirtualTimeline;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ChatCellsTest {
    private static final String KEY = "chat/@bob";

    private final VirtualTimeline time = VirtualTimeline.seeded(3);
    private final PlainState state = new PlainState();
    private final ChatCells chats = new ChatCells(
            new Fleet(
                    time,
                    state,
                    new NoMetrics(),
                    new LeaseTerms(new Holder("here", "", 0, 1), Duration.ofSeconds(15), holder -> false)),
            "chat/",
            ChatCells.Lifetime.FOR_EVER);
    private final AtomicInteger others = new AtomicInteger();

    /** Another process writes the same cell right before so many of the next writes. */
    private void disturb(int times) {
        state.faster = () -> {
            long version = state.cells.getOrDefault(KEY, Cell.absent(KEY)).version();
            ByteWriter other = new ByteWriter(1);
            other.putText("other " + others.incrementAndGet());
            state.swap(Change.write(KEY, version, other.bytes(), null), time.instant());
            if (times > 1) {
                disturb(times - 1);
            }
        };
    }

    private Outcome<Boolean> change() {
        return time.await(chats.change("@bob", before -> "mine").toCompletableFuture());
    }

    @Test
    void a_change_is_tried_again_where_another_process_was_faster() {
        disturb(9);

        assertThat(change().orThrow()).isTrue();
        assertThat(others).hasValue(9);
    }

    @Test
    void a_change_that_always_comes_too_late_fails_and_does_not_pass_for_none() {
        disturb(10);

        assertThat(change().failure()).isInstanceOf(Failure.Unavailable.class);
        assertThat(others).hasValue(10);
    }
}
