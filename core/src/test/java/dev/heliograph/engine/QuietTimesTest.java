// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.QuietHours;
import dev.heliograph.spi.metrics.NoMetrics;
import dev.heliograph.spi.state.Cell;
import dev.heliograph.spi.state.Change;
import dev.heliograph.time.VirtualTimeline;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuietTimesTest {
    private static final String KEY = "quiet/news/spring";

    private final VirtualTimeline time = VirtualTimeline.seeded(3);
    private final PlainState state = new PlainState();
    private final QuietTimes quiet = new QuietTimes(
            new Fleet(
                    time,
                    state,
                    new NoMetrics(),
                    new LeaseTerms(new Holder("here", "", 0, 1), Duration.ofSeconds(15), holder -> false)),
            "news",
            "spring");

    private void note(Instant heldUntil) {
        QuietNote note = new QuietNote(List.of(QuietHours.parse("22:00-08:00", ZoneOffset.UTC)), heldUntil);
        long version = state.cells.getOrDefault(KEY, Cell.absent(KEY)).version();
        state.swap(Change.write(KEY, version, note.write(), Duration.ofDays(1)), time.instant());
    }

    @Test
    void somebody_who_holds_a_job_is_noted_also_where_another_process_writes_the_note_at_that_moment() {
        Instant morning = time.instant().plus(Duration.ofHours(3));
        note(morning.minusSeconds(60));
        state.faster = () -> note(morning);

        assertThat(time.await(quiet.leaveHeld().toCompletableFuture()).orThrow())
                .isTrue();
        assertThat(QuietNote.read(state.cells.get(KEY).bytes()).heldUntil()).isNull();
    }
}
