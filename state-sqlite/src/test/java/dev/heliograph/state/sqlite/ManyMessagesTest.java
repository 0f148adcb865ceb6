// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Outcome;
import dev.heliograph.spi.state.OutboxDraft;
import dev.heliograph.spi.state.OutboxRow;
import dev.heliograph.spi.state.OutboxState;
import dev.heliograph.spi.state.Settlement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However many messages wait, a claim costs the same. */
class ManyMessagesTest {
    private static final boolean CAMPAIGN = Boolean.getBoolean("heliograph.campaign");
    private static final int MESSAGES = CAMPAIGN ? 1_000_000 : 20_000;
    private static final int CLAIMS = 40;

    @TempDir
    Path folder;

    @Test
    void claims_of_a_full_store_take_as_long_as_those_of_an_empty_one() throws Exception {
        Path file = folder.resolve("state.db");
        try (Desk desk = Desk.open(file, "synchronous=normal")) {
            fill(desk, "few", 5_000);
            claims(desk, 5);
            Duration few = claims(desk, CLAIMS);
            long begun = desk.timeline.nanos();
            fill(desk, "many", MESSAGES);
            Duration filling = Duration.ofNanos(desk.timeline.nanos() - begun);
            Duration many = claims(desk, CLAIMS);
            System.out.printf(
                    "claim of 100: %d us among 5,000, %d us among %,d; appended %,d/s; %,d MB of file, %,d MB of heap%n",
                    few.toNanos() / 1_000,
                    many.toNanos() / 1_000,
                    MESSAGES,
                    MESSAGES * 1_000L / Math.max(1, filling.toMillis()),
                    Files.size(file) >> 20,
                    (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);

            System.out.printf(
                    "of %,d messages of a job: held in %d ms, released in %d ms, withdrawn in %d ms%n",
                    MESSAGES,
                    took(desk, () -> desk.outbox().hold(Desk.QUEUE, "many", true, Desk.NOW)),
                    took(desk, () -> desk.outbox().hold(Desk.QUEUE, "many", false, Desk.NOW)),
                    took(desk, () -> desk.outbox().cancel(Desk.QUEUE, "many", "CANCELLED", Desk.NOW)));
            assertThat(desk.problems()).isEmpty();
            assertThat(many).isLessThan(few.multipliedBy(4).plusMillis(20));
            assertThat(Desk.of(desk.outbox().counts(Desk.QUEUE, "")).total()).isEqualTo(MESSAGES + 5_000);
        }
    }

    private static <T> long took(Desk desk, Supplier<CompletionStage<Outcome<T>>> call) {
        long begun = desk.timeline.nanos();
        Desk.of(call.get());
        return Duration.ofNanos(desk.timeline.nanos() - begun).toMillis();
    }

    private static void fill(Desk desk, String job, int count) {
        for (int line = 1; line <= count; ) {
            List<OutboxDraft> drafts = new ArrayList<>();
            for (int i = 0; i < 5_000 && line <= count; i++, line++) {
                String name = job + " " + line;
                drafts.add(new OutboxDraft(name, job, line, name, Desk.NOW, Desk.bytes("x".repeat(200))));
            }
            Desk.of(desk.outbox().append(Desk.QUEUE, drafts, Desk.NOW));
        }
    }

    /** The middle one of so many claims of 100, each settled. */
    private static Duration claims(Desk desk, int times) {
        long[] taken = new long[times];
        for (int i = 0; i < times; i++) {
            long begun = desk.timeline.nanos();
            List<OutboxRow> rows = Desk.of(desk.claim(100));
            taken[i] = desk.timeline.nanos() - begun;
            assertThat(rows).hasSize(100);
            List<Settlement> ends = rows.stream()
                    .map(row -> new Settlement(row.id(), OutboxState.FAILED, 0, "PLANTED", 1, null))
                    .toList();
            Desk.of(desk.outbox().settle(Desk.QUEUE, Desk.ALPHA, ends, Desk.NOW));
        }
        Arrays.sort(taken);
        return Duration.ofNanos(taken[times / 2]);
    }
}
