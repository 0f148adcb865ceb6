// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.spi.state.OutboxCounts;
import dev.heliograph.spi.state.OutboxDraft;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriterTest {
    @TempDir
    Path folder;

    private Desk open(String... parameters) {
        return Desk.open(folder.resolve("state.db"), parameters);
    }

    @Nested
    class Batches {
        @Test
        void what_waits_shares_one_transaction() {
            try (Desk desk = open()) {
                CountDownLatch begun = new CountDownLatch(1);
                CountDownLatch filled = new CountDownLatch(1);
                CompletionStage<Outcome<Boolean>> first = desk.store.writer().write(db -> {
                    begun.countDown();
                    await(filled);
                    return true;
                });
                await(begun);
                List<CompletionStage<Outcome<Long>>> stages = new ArrayList<>();
                for (int i = 0; i < 100; i++) {
                    // a value that lives as long as its transaction
                    stages.add(desk.store.writer().write(db -> {
                        db.update("CREATE TEMP TABLE IF NOT EXISTS seen (n INTEGER)");
                        db.update("INSERT INTO seen VALUES (1)");
                        return db.number("SELECT count(*) FROM seen", 0);
                    }));
                }
                CompletionStage<Outcome<Boolean>> broken = desk.store.writer().write(db -> {
                    throw new java.sql.SQLException("broken");
                });
                filled.countDown();

                assertThat(Desk.of(first)).isTrue();
                assertThat(Desk.outcome(broken).isDone()).isFalse();
                // the broken one had the batch done again, one by one: nothing of the first round is left
                assertThat(Desk.of(stages.get(99))).isEqualTo(100);
            }
        }

        @Test
        void one_that_fails_spoils_no_other() {
            try (Desk desk = open("commit-delay=200ms")) {
                CompletionStage<Outcome<Boolean>> before =
                        desk.store.values().set("before", Desk.bytes("1"), null, Desk.NOW);
                CompletionStage<Outcome<Boolean>> broken = desk.store.writer().write(db -> {
                    db.update("DELETE FROM value");
                    db.update("SELECT no_such_thing");
                    return true;
                });
                CompletionStage<Outcome<Boolean>> after =
                        desk.store.values().set("after", Desk.bytes("2"), null, Desk.NOW);

                assertThat(Desk.outcome(broken).failure()).isInstanceOf(Failure.Unavailable.class);
                assertThat(Desk.of(before)).isTrue();
                assertThat(Desk.of(after)).isTrue();
                assertThat(Desk.of(desk.store.values().get("before", Desk.NOW))).contains(Desk.bytes("1"));
            }
        }

        @Test
        void a_bug_is_answered_and_not_swallowed() {
            try (Desk desk = open()) {
                Outcome<Boolean> outcome = Desk.outcome(desk.store.writer().write(db -> {
                    throw new IllegalStateException("planted");
                }));
                assertThat(outcome.failure()).isNotNull();
                assertThat(outcome.failure().reason()).contains("planted");
                assertThat(desk.append("job", "a")).hasSize(1);
            }
        }

        private void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }
    }

    @Nested
    class AFullDisk {
        @Test
        void nothing_accepted_is_lost_and_it_goes_on_when_there_is_room() {
            try (Desk desk = open()) {
                List<Long> accepted = new ArrayList<>(desk.append("job", "a", "b"));
                limit(desk, 80);
                int line = 3;
                Outcome<?> outcome = append(desk, line);
                while (outcome.isDone() && line < 1_000) {
                    outcome = append(desk, ++line);
                }
                long stored = line - 1;

                assertThat(outcome.failure()).isInstanceOf(Failure.Unavailable.class);
                assertThat(outcome.failure().reason()).startsWith("the disk is full");
                assertThat(counts(desk).queued()).isEqualTo(stored).isGreaterThan(accepted.size());
                assertThat(Desk.of(desk.claim(1))).hasSize(1);
                limit(desk, 1_000_000);
                assertThat(append(desk, line).failure()).isNull();
                assertThat(counts(desk).total()).isEqualTo(stored + 1);
                assertThat(desk.problems()).isEmpty();
            }
        }

        private Outcome<?> append(Desk desk, int line) {
            String chat = "chat " + line;
            OutboxDraft draft = new OutboxDraft(chat, "job", line, chat, Desk.NOW, Desk.bytes("x".repeat(2_000)));
            return Desk.outcome(desk.outbox().append(Desk.QUEUE, List.of(draft), Desk.NOW));
        }

        private void limit(Desk desk, int pages) {
            Desk.of(desk.store.writer().read(db -> db.number("PRAGMA max_page_count = " + pages, 0)));
        }

        private OutboxCounts counts(Desk desk) {
            return Desk.of(desk.outbox().counts(Desk.QUEUE, "job"));
        }
    }

    @Nested
    class TwoStores {
        @Test
        void one_sees_what_the_other_has_written() {
            try (Desk one = open();
                    Desk other = open()) {
                one.append("job", "a");
                assertThat(Desk.of(other.outbox().counts(Desk.QUEUE, "job")).queued())
                        .isEqualTo(1);

                other.append("job2", "b");
                Desk.of(other.outbox().hold(Desk.QUEUE, "job", true, Desk.NOW));
                assertThat(Desk.of(one.claim(10)))
                        .extracting(row -> row.draft().job())
                        .containsExactly("job2");
            }
        }

        @Test
        void one_hears_what_the_other_publishes() throws InterruptedException {
            try (Desk one = open();
                    Desk other = open()) {
                java.util.concurrent.BlockingQueue<String> heard = new java.util.concurrent.LinkedBlockingQueue<>();
                one.store.signals().listen("jobs", heard::add);
                // once it is sure that it listens
                String text = null;
                for (int i = 0; text == null && i < 100; i++) {
                    other.store.signals().publish("other", "no");
                    other.store.signals().publish("jobs", "pause");
                    text = heard.poll(300, java.util.concurrent.TimeUnit.MILLISECONDS);
                }

                assertThat(text).isEqualTo("pause");
            }
        }

        @Test
        void a_writer_that_is_kept_waiting_too_long_says_so() throws Exception {
            try (Desk one = open("busy-timeout=50ms");
                    Database other = StateFile.named(
                                    folder.resolve("state.db").toString(), true, java.time.Duration.ZERO)
                            .connect()) {
                other.begin(true);
                Outcome<Boolean> outcome = Desk.outcome(one.store.values().set("a", Desk.bytes("b"), null, Desk.NOW));

                assertThat(outcome.failure()).isInstanceOf(Failure.Unavailable.class);
                assertThat(outcome.failure().reason()).contains("has been held by another process");
                other.rollback();
                assertThat(Desk.of(one.store.values().set("a", Desk.bytes("b"), null, Desk.NOW)))
                        .isTrue();
            }
        }
    }
}
