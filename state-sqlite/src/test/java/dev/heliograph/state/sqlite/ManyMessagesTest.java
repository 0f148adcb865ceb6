// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Outcome;
import dev.heliograph.spi.state.OutboxDraft;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.ProgressHandler;

/** However many messages wait, a claim costs the same. */
class ManyMessagesTest {
    private static final boolean CAMPAIGN = Boolean.getBoolean("heliograph.campaign");
    private static final int MESSAGES = CAMPAIGN ? 1_000_000 : 20_000;

    @TempDir
    Path folder;

    @Test
    void a_claim_of_a_full_store_is_as_much_work_as_one_of_an_empty_one() throws Exception {
        Path file = folder.resolve("state.db");
        try (Desk desk = Desk.open(file, "synchronous=normal")) {
            fill(desk, "few", 5_000);
            long few = workOfAClaim(file);
            fill(desk, "many", MESSAGES);
            long many = workOfAClaim(file);
            System.out.printf(
                    "claim of 100: %,d steps among 5,000, %,d among %,d; %,d MB of file, %,d MB of heap%n",
                    few,
                    many,
                    MESSAGES + 5_000,
                    Files.size(file) >> 20,
                    (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
            System.out.printf(
                    "of %,d messages of a job: held in %d ms, released in %d ms, withdrawn in %d ms%n",
                    MESSAGES,
                    took(desk, () -> desk.outbox().hold(Desk.QUEUE, "many", true, Desk.NOW)),
                    took(desk, () -> desk.outbox().hold(Desk.QUEUE, "many", false, Desk.NOW)),
                    took(desk, () -> desk.outbox().cancel(Desk.QUEUE, "many", "CANCELLED", Desk.NOW)));
            assertThat(desk.problems()).isEmpty();
            assertThat(many).isPositive().isLessThan(few + few / 5);
            assertThat(Desk.of(desk.outbox().counts(Desk.QUEUE, "")).total()).isEqualTo(MESSAGES + 5_000);
        }
    }

    /** How many steps SQLite's machine takes for a claim of 100, once the chats of all messages are known to be due. */
    private static long workOfAClaim(Path file) throws SQLException {
        AtomicLong steps = new AtomicLong();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            Database db = new Database(connection);
            db.begin(true);
            long queue = Named.openQueue(db, Desk.QUEUE).id();
            for (int portions = 0; portions <= MESSAGES / 10_000; portions++) {
                assertThat(Waiting.claim(db, queue, Desk.ALPHA, 10, Desk.NOW)).hasSize(10);
            }
            ProgressHandler.setHandler(connection, 1, new ProgressHandler() {
                @Override
                protected int progress() {
                    steps.incrementAndGet();
                    return 0;
                }
            });
            assertThat(Waiting.claim(db, queue, Desk.ALPHA, 100, Desk.NOW)).hasSize(100);
            ProgressHandler.clearHandler(connection);
            db.rollback();
        }
        return steps.get();
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
}
