// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Outcome;
import dev.heliograph.spi.state.Appended;
import dev.heliograph.spi.state.ChatBacklog;
import dev.heliograph.spi.state.Claimant;
import dev.heliograph.spi.state.Outbox;
import dev.heliograph.spi.state.OutboxDraft;
import dev.heliograph.spi.state.OutboxRow;
import dev.heliograph.spi.state.OutboxState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How rows wait: they are appended once, and claimed in order. */
abstract class WaitingClauses {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private Post post;

    abstract Outbox outbox();

    @BeforeEach
    final void openPost() {
        post = new Post(outbox(), "queue");
    }

    @Nested
    class Appending {
        @Test
        void ids_grow_in_the_order_of_appending() {
            List<Long> ids = new ArrayList<>(post.appendTo("b", "a", "c"));
            ids.addAll(post.appendTo("a", "b"));

            assertThat(ids).allMatch(id -> id > 0).isSorted().doesNotHaveDuplicates();
        }

        @Test
        void what_was_appended_is_queued_unchanged() {
            OutboxDraft draft =
                    new OutboxDraft("k\u00e4", "job", 3, "chat \uD83D\uDE00", post.now, Answers.manyBytes());
            Appended appended = post.append(draft).get(0);

            assertThat(appended.fresh()).isTrue();
            assertThat(post.row("job"))
                    .isEqualTo(new OutboxRow(appended.id(), draft, OutboxState.QUEUED, "", 0, 0, 0, "", post.now));
        }

        @Test
        void a_key_is_appended_once() {
            OutboxDraft draft = post.draft("a");
            long id = post.append(draft).get(0).id();
            OutboxDraft second = new OutboxDraft(draft.key(), "job", 1, "b", post.now, Answers.bytes("other"));

            assertThat(post.append(post.draft("c"), second).get(1)).isEqualTo(new Appended(id, false));
            assertThat(post.claim(10)).extracting(row -> row.draft().chat()).containsExactly("a", "c");
        }

        @Test
        void a_key_is_appended_once_even_in_one_call() {
            OutboxDraft draft = post.draft("a");
            List<Appended> answers = post.append(draft, draft);

            assertThat(answers).extracting(Appended::fresh).containsExactly(true, false);
            assertThat(answers.get(1).id()).isEqualTo(answers.get(0).id());
            assertThat(post.claim(10)).hasSize(1);
        }

        @Test
        void a_key_is_remembered_after_its_row_is_settled() {
            OutboxDraft draft = post.draft("a");
            long id = post.append(draft).get(0).id();
            post.claim(1);
            post.send(id);
            post.settle(Post.sent(id));

            assertThat(post.append(draft)).containsExactly(new Appended(id, false));
            assertThat(post.claim(1)).isEmpty();
        }

        @Test
        void queues_are_apart() {
            Post other = new Post(outbox(), "queue2");
            OutboxDraft draft = post.draft("a");
            post.append(draft);

            assertThat(other.claim(10)).isEmpty();
            assertThat(other.nextDue()).isEqualTo(Instant.MAX);
            assertThat(other.append(draft)).extracting(Appended::fresh).containsExactly(true);
        }
    }

    @Nested
    class Claiming {
        @Test
        void claimed_rows_say_so() {
            OutboxDraft draft = post.draft("a");
            long id = post.append(draft).get(0).id();
            post.pass(MINUTE);

            assertThat(post.claim(1))
                    .containsExactly(new OutboxRow(id, draft, OutboxState.CLAIMED, "", 0, 0, 0, "", post.now));
        }

        @Test
        void the_oldest_come_first() {
            List<Long> ids = post.appendTo("d", "b", "a", "c", "b");

            assertThat(post.claimIds(2)).isEqualTo(ids.subList(0, 2));
            assertThat(post.claimIds(10)).isEqualTo(ids.subList(2, 5));
        }

        @Test
        void no_more_are_claimed_than_asked_for() {
            post.appendTo("a", "b", "c");

            assertThat(post.claim(2)).hasSize(2);
            assertThat(post.claim(2)).hasSize(1);
            assertThat(post.claim(2)).isEmpty();
        }

        @Test
        void two_claims_share_no_row() {
            for (int i = 0; i < 10; i++) {
                post.appendTo("a", "b", "c");
            }
            List<CompletionStage<Outcome<List<OutboxRow>>>> stages = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                stages.add(post.outbox.claim(post.queue, new Claimant("owner " + i, 1), 2, post.now));
            }
            List<Long> claimed = stages.stream()
                    .flatMap(stage -> Answers.of(stage).stream())
                    .map(OutboxRow::id)
                    .toList();

            assertThat(claimed).hasSize(6).doesNotHaveDuplicates();
        }

        @Test
        void a_row_is_claimed_when_it_is_due_and_not_before() {
            post.append(post.draft("a", "", 0, post.now.plus(MINUTE)));
            post.pass(MINUTE.minusMillis(1));
            assertThat(post.claim(1)).isEmpty();

            post.pass(Duration.ofMillis(1));
            assertThat(post.claim(1)).hasSize(1);
        }

        @Test
        void age_counts_and_not_how_long_a_row_has_been_due() {
            long first = post.append(post.draft("a", "", 0, post.now.plus(MINUTE)))
                    .get(0)
                    .id();
            long second = post.append(post.draft("b", "", 0, post.now)).get(0).id();
            post.pass(MINUTE);

            assertThat(post.claimIds(10)).containsExactly(first, second);
        }
    }

    @Nested
    class Chats {
        @Test
        void two_rows_of_a_chat_are_claimed_and_no_third() {
            List<Long> ids = post.appendTo("a", "a", "a", "b");

            assertThat(post.claimIds(10)).containsExactly(ids.get(0), ids.get(1), ids.get(3));
            assertThat(post.claim(10)).isEmpty();
        }

        @Test
        void rows_that_are_sending_count_like_claimed_ones() {
            List<Long> ids = post.appendTo("a", "a", "a");
            post.claim(10);
            post.send(ids.get(0), ids.get(1));
            assertThat(post.claim(10)).isEmpty();

            post.settle(Post.sent(ids.get(0)));
            assertThat(post.claimIds(10)).containsExactly(ids.get(2));
        }

        @Test
        void a_row_that_is_not_due_holds_back_the_younger_of_its_chat_only() {
            Instant later = post.now.plus(MINUTE);
            long first = post.append(post.draft("a", "", 0, later)).get(0).id();
            List<Long> ids = post.appendTo("a", "b");
            assertThat(post.claimIds(10)).containsExactly(ids.get(1));

            post.pass(MINUTE);
            assertThat(post.claimIds(10)).containsExactly(first, ids.get(0));
        }

        @Test
        void a_row_that_went_back_is_before_the_younger_again() {
            List<Long> ids = post.appendTo("a", "a", "a", "a");
            post.claim(10);
            post.send(ids.get(0));
            post.settle(Post.again(ids.get(1), post.now), Post.again(ids.get(0), post.now.plus(MINUTE)));
            assertThat(post.claim(10)).isEmpty();

            post.pass(MINUTE);
            assertThat(post.claimIds(10)).isEqualTo(ids.subList(0, 2));
        }
    }

    @Nested
    class NextDue {
        @Test
        void an_empty_queue_is_never_due() {
            assertThat(post.nextDue()).isEqualTo(Instant.MAX);
        }

        @Test
        void it_is_the_earliest_time_of_all_chats() {
            post.append(
                    post.draft("a", "", 0, post.now.plusSeconds(30)),
                    post.draft("b", "", 0, post.now.plusSeconds(20)),
                    post.draft("c", "", 0, post.now.plusSeconds(40)));

            assertThat(post.nextDue()).isEqualTo(post.now.plusSeconds(20));
        }

        @Test
        void it_is_now_when_a_row_is_due_already() {
            post.appendTo("a");
            post.pass(MINUTE);

            assertThat(post.nextDue()).isEqualTo(post.now);
        }

        @Test
        void rows_behind_an_older_one_do_not_count() {
            post.append(post.draft("a", "", 0, post.now.plus(MINUTE)));
            post.appendTo("a");

            assertThat(post.nextDue()).isEqualTo(post.now.plus(MINUTE));
        }

        @Test
        void rows_of_a_chat_that_has_two_open_do_not_count() {
            List<Long> ids = post.appendTo("a", "a", "a");
            post.claim(10);
            assertThat(post.nextDue()).isEqualTo(Instant.MAX);

            post.settle(Post.failed(ids.get(0)));
            assertThat(post.nextDue()).isEqualTo(post.now);
        }

        @Test
        void rows_of_a_held_job_do_not_count() {
            post.appendJob("job", 2);
            post.hold("job", true);
            assertThat(post.nextDue()).isEqualTo(Instant.MAX);

            post.hold("job", false);
            assertThat(post.nextDue()).isEqualTo(post.now);
        }
    }

    /** A store that cannot tell without reading through a queue knows none of this. */
    @Nested
    class Longest {
        private boolean isKnown() {
            post.appendTo("many", "many", "many", "few", "few", "one");
            return !Answers.of(outbox().longest("queue", 10)).isEmpty();
        }

        @Test
        void chats_with_the_most_rows_come_first() {
            if (isKnown()) {
                assertThat(Answers.of(outbox().longest("queue", 10)))
                        .startsWith(new ChatBacklog("many", 3), new ChatBacklog("few", 2));
                assertThat(Answers.of(outbox().longest("queue", 1))).containsExactly(new ChatBacklog("many", 3));
                assertThat(Answers.of(outbox().longest("queue2", 10))).isEmpty();
            }
        }

        @Test
        void what_is_claimed_waits_no_more() {
            if (isKnown()) {
                post.claim(1);

                assertThat(Answers.of(outbox().longest("queue", 10)))
                        .contains(new ChatBacklog("many", 2), new ChatBacklog("few", 2));
            }
        }

        @Test
        void rows_of_some_chats_are_claimed_ahead_of_the_others() {
            if (isKnown()) {
                List<OutboxRow> claimed =
                        Answers.of(outbox().claimOf("queue", Post.ALPHA, List.of("few", "one", "nobody"), post.now));

                assertThat(claimed).extracting(row -> row.draft().chat()).containsExactly("few", "few", "one");
                assertThat(claimed).allMatch(row -> row.state() == OutboxState.CLAIMED);
                assertThat(post.claim(10)).extracting(row -> row.draft().chat()).containsExactly("many", "many");
            }
        }

        @Test
        void no_more_than_two_of_a_chat_are_claimed_so() {
            if (isKnown()) {
                post.claim(1);

                assertThat(Answers.of(outbox().claimOf("queue", Post.ALPHA, List.of("many"), post.now)))
                        .hasSize(1);
                assertThat(Answers.of(outbox().claimOf("queue", Post.ALPHA, List.of("many"), post.now)))
                        .isEmpty();
            }
        }
    }
}
