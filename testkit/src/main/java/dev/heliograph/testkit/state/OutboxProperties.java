// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.spi.state.Appended;
import dev.heliograph.spi.state.ChatBacklog;
import dev.heliograph.spi.state.Claimant;
import dev.heliograph.spi.state.Intent;
import dev.heliograph.spi.state.Outbox;
import dev.heliograph.spi.state.OutboxDraft;
import dev.heliograph.spi.state.OutboxState;
import dev.heliograph.spi.state.Settlement;
import dev.heliograph.testkit.seeds.Seeds;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Any calls in any order are answered as by the model. */
abstract class OutboxProperties {
    private static final String QUEUE = "queue";
    private static final List<String> JOBS = List.of("job a", "job b");
    private static final List<OutboxState> ENDS = List.of(
            OutboxState.SENT,
            OutboxState.SENT,
            OutboxState.FAILED,
            OutboxState.UNKNOWN,
            OutboxState.QUEUED,
            OutboxState.CLAIMED);

    abstract Outbox outbox();

    @Seeds(value = 30, campaign = 2_000)
    void any_calls_are_answered_as_by_the_model(RandomGenerator chance) {
        Run run = new Run(outbox(), chance, 2 + chance.nextInt(4));
        for (int i = 0; i < 150; i++) {
            run.step();
        }
        run.compareAll();
    }

    /** One history. */
    private static final class Run {
        private final OutboxModel model = new OutboxModel();
        private final Outbox outbox;
        private final RandomGenerator chance;
        private final int chats;
        private Instant now = Answers.NOW;
        private int lines;
        /** Whether the store knows which chats have the most rows; found out before anything else. */
        private final boolean knows;

        Run(Outbox outbox, RandomGenerator chance, int chats) {
            this.outbox = outbox;
            this.chance = chance;
            this.chats = chats;
            this.knows = knowsLongest(outbox);
        }

        private static boolean knowsLongest(Outbox outbox) {
            List<OutboxDraft> two = Stream.of("one", "two")
                    .map(key -> new OutboxDraft(key, "", 0, "chat", Answers.NOW, Answers.bytes(key)))
                    .toList();
            Answers.appended(outbox.append("other queue", two, Answers.NOW));
            return !Answers.of(outbox.longest("other queue", 1)).isEmpty();
        }

        void step() {
            now = now.plusMillis(chance.nextInt(2_000));
            switch (chance.nextInt(20)) {
                case 0, 1, 2, 3 -> append();
                case 4, 5, 6 -> claim();
                case 7 -> claimOf();
                case 8, 9, 10 -> send();
                case 11, 12, 13, 14 -> settle();
                case 15 -> recover();
                case 16 -> hold();
                case 17 -> cancelOrCompact();
                default -> compareAll();
            }
            assertThat(Answers.of(outbox.nextDue(QUEUE, now))).isEqualTo(model.nextDue(now));
        }

        private void append() {
            List<OutboxDraft> drafts = IntStream.range(0, 1 + chance.nextInt(6))
                    .mapToObj(i -> draft())
                    .toList();
            List<Appended> answer = Answers.appended(outbox.append(QUEUE, drafts, now));
            assertThat(answer).hasSameSizeAs(drafts).isEqualTo(model.append(drafts, answer, now));
        }

        private OutboxDraft draft() {
            // now and then a key that was there before, or just now
            String key = "key " + (chance.nextInt(8) == 0 ? chance.nextInt(lines + 1) : ++lines);
            int job = chance.nextInt(JOBS.size() + 1);
            String chat = "chat " + chance.nextInt(chats);
            Instant dueAt = chance.nextBoolean() ? now : now.plusMillis(chance.nextInt(5_000) - 1_000);
            return job == JOBS.size()
                    ? new OutboxDraft(key, "", 0, chat, dueAt, Answers.bytes(key))
                    : new OutboxDraft(key, JOBS.get(job), ++lines, chat, dueAt, Answers.bytes(key));
        }

        private void claim() {
            Claimant claimant = claimant();
            int limit = 1 + chance.nextInt(8);
            assertThat(Answers.of(outbox.claim(QUEUE, claimant, limit, now)))
                    .isEqualTo(model.claim(claimant, limit, now));
        }

        /** Only stores that know their longest chats claim of chats. */
        private void claimOf() {
            Map<String, Long> several = model.backlog();
            several.values().removeIf(queued -> queued < 2);
            List<ChatBacklog> longest = Answers.of(outbox.longest(QUEUE, chats + 1));
            if (longest.isEmpty() && (several.isEmpty() || !knows)) {
                return;
            }
            assertThat(knows).as("it knew none before").isTrue();
            Map<String, Long> told = new TreeMap<>();
            longest.stream().filter(chat -> chat.queued() > 1).forEach(chat -> told.put(chat.chat(), chat.queued()));
            assertThat(told).isEqualTo(several);
            assertThat(longest).isSortedAccordingTo(Comparator.comparingLong(chat -> -chat.queued()));
            List<String> some = IntStream.range(0, chats + 1)
                    .filter(i -> chance.nextBoolean())
                    .mapToObj(i -> "chat " + i)
                    .toList();
            Claimant claimant = claimant();
            assertThat(Answers.of(outbox.claimOf(QUEUE, claimant, some, now)))
                    .isEqualTo(model.claimOf(claimant, some, now));
        }

        private void send() {
            Claimant claimant = claimant();
            List<Intent> intents = IntStream.range(0, 1 + chance.nextInt(8))
                    .mapToObj(i -> new Intent(id(), "session " + chance.nextInt(2), chance.nextInt(2)))
                    .toList();
            assertThat(Answers.of(outbox.sending(QUEUE, claimant, intents, now)))
                    .isEqualTo(model.sending(claimant, intents, now));
        }

        private void settle() {
            Claimant claimant = claimant();
            List<Settlement> settlements = IntStream.range(0, 1 + chance.nextInt(8))
                    .mapToObj(i -> settlement())
                    .toList();
            assertThat(Answers.of(outbox.settle(QUEUE, claimant, settlements, now)))
                    .isEqualTo(model.settle(claimant, settlements, now));
        }

        private Settlement settlement() {
            OutboxState end = ENDS.get(chance.nextInt(ENDS.size()));
            Instant dueAt =
                    end == OutboxState.QUEUED && chance.nextBoolean() ? now.plusMillis(chance.nextInt(4_000)) : null;
            return new Settlement(
                    id(), end, chance.nextInt(1_000), "REASON_" + chance.nextInt(3), chance.nextInt(5), dueAt);
        }

        private void recover() {
            Claimant claimant = claimant();
            assertThat(Answers.of(outbox.recover(QUEUE, claimant, now))).isEqualTo(model.recover(claimant, now));
        }

        private void hold() {
            String job = JOBS.get(chance.nextInt(JOBS.size()));
            boolean held = chance.nextBoolean();
            assertThat(Answers.of(outbox.hold(QUEUE, job, held, now))).isEqualTo(model.hold(job, held));
        }

        private void cancelOrCompact() {
            String job = JOBS.get(chance.nextInt(JOBS.size()));
            if (chance.nextBoolean()) {
                assertThat(Answers.of(outbox.cancel(QUEUE, job, "CANCELLED", now)))
                        .isEqualTo(model.cancel(job, "CANCELLED", now));
            } else {
                Duration retention = Duration.ofMillis(chance.nextInt(20_000));
                assertThat(Answers.of(outbox.compact(QUEUE, retention, now))).isEqualTo(model.compact(retention, now));
            }
        }

        void compareAll() {
            for (long id = 0; id <= model.lastId() + 1; id++) {
                assertThat(Answers.of(outbox.row(QUEUE, id))).isEqualTo(model.row(id));
            }
            for (String job : JOBS) {
                assertThat(Answers.of(outbox.rows(QUEUE, job, 0, 10_000))).isEqualTo(model.rows(job, 0, 10_000));
                assertThat(Answers.of(outbox.counts(QUEUE, job))).isEqualTo(model.counts(job));
            }
            assertThat(Answers.of(outbox.counts(QUEUE, ""))).isEqualTo(model.counts(""));
        }

        /** Fences grow slowly, so that old claimants meet their successors. */
        private Claimant claimant() {
            long age = Duration.between(Answers.NOW, now).toSeconds() / 20;
            return new Claimant("owner " + chance.nextInt(2), 1 + age + chance.nextInt(2));
        }

        /** Mostly an id of late, where the life is. */
        private long id() {
            long last = model.lastId() + 1;
            return chance.nextInt(4) == 0 ? 1 + chance.nextLong(last) : Math.max(1, last - chance.nextInt(20));
        }
    }
}
