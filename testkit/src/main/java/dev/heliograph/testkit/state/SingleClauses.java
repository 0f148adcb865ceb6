// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.spi.state.Outbox;
import dev.heliograph.spi.state.OutboxCounts;
import dev.heliograph.spi.state.OutboxDraft;
import dev.heliograph.spi.state.OutboxRow;
import dev.heliograph.spi.state.OutboxState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How single rows are looked at and withdrawn, whatever job they belong to. */
abstract class SingleClauses {
    private static final String WORD = "FAILED CANCELLED";
    private Post post;

    abstract Outbox outbox();

    @BeforeEach
    final void openPost() {
        post = new Post(outbox(), "queue");
    }

    private List<OutboxRow> open(long after, int limit) {
        return Answers.of(outbox().open("queue", after, limit));
    }

    private List<Long> openIds(long after, int limit) {
        return open(after, limit).stream().map(OutboxRow::id).toList();
    }

    private boolean withdraw(long id) {
        return Answers.of(outbox().withdraw("queue", id, WORD, post.now));
    }

    @Nested
    class Looking {
        @Test
        void open_rows_come_by_id_in_pages_with_or_without_a_job() {
            List<Long> ids = new ArrayList<>(post.appendTo("a", "b"));
            ids.addAll(post.appendJob("job", 2));
            ids.addAll(post.appendTo("a"));

            assertThat(openIds(0, 100)).isEqualTo(ids);
            assertThat(openIds(0, 2)).isEqualTo(ids.subList(0, 2));
            assertThat(openIds(ids.get(1), 2)).isEqualTo(ids.subList(2, 4));
            assertThat(openIds(ids.get(3), 100)).isEqualTo(ids.subList(4, 5));
            assertThat(openIds(ids.get(4), 100)).isEmpty();
            assertThat(openIds(Long.MAX_VALUE, 100)).isEmpty();
            assertThat(openIds(0, 0)).isEmpty();
        }

        @Test
        void a_row_is_open_until_it_has_its_end() {
            List<Long> ids = post.appendTo("a", "b", "c", "d", "e");
            post.claim(4);
            post.send(ids.get(1), ids.get(2), ids.get(3));
            post.settle(Post.sent(ids.get(2)), Post.unknown(ids.get(3)));

            assertThat(open(0, 100))
                    .extracting(OutboxRow::state)
                    .containsExactly(OutboxState.CLAIMED, OutboxState.SENDING, OutboxState.QUEUED);
            assertThat(openIds(0, 100)).containsExactly(ids.get(0), ids.get(1), ids.get(4));
        }

        @Test
        void rows_far_behind_many_that_ended_are_found() {
            post.appendJob("job", 30);
            post.cancel("job");
            List<Long> last = post.appendTo("a", "b");

            assertThat(openIds(0, 1)).isEqualTo(last.subList(0, 1));
            assertThat(openIds(0, 100)).isEqualTo(last);
        }

        @Test
        void a_queue_shows_its_own_rows() {
            post.appendTo("a");

            assertThat(Answers.of(outbox().open("other queue", 0, 100))).isEmpty();
        }
    }

    @Nested
    class Withdrawing {
        @Test
        void a_row_that_waits_fails_with_the_reason() {
            OutboxDraft draft = post.draft("a");
            long id = post.append(draft).get(0).id();
            post.pass(Duration.ofDays(1));

            assertThat(withdraw(id)).isTrue();
            assertThat(post.find(id))
                    .contains(new OutboxRow(id, draft, OutboxState.FAILED, "", 0, 0, 0, WORD, post.now));
            assertThat(post.claim(10)).isEmpty();
            assertThat(withdraw(id)).as("a second time").isFalse();
        }

        @Test
        void a_row_of_a_job_is_withdrawn_alone() {
            List<Long> ids = post.appendJob("job", 3);

            assertThat(withdraw(ids.get(1))).isTrue();
            assertThat(Answers.of(outbox().counts("queue", "job")))
                    .isEqualTo(new OutboxCounts(2, 0, 0, 0, 1, 0, false));
            assertThat(post.claimIds(10)).containsExactly(ids.get(0), ids.get(2));
        }

        @Test
        void a_row_of_a_held_job_is_withdrawn_too() {
            List<Long> ids = post.appendJob("job", 2);
            post.hold("job", true);

            assertThat(withdraw(ids.get(0))).isTrue();
            post.hold("job", false);
            assertThat(post.claimIds(10)).containsExactly(ids.get(1));
        }

        @Test
        void what_was_claimed_or_has_its_end_stays() {
            List<Long> ids = post.appendTo("a", "b", "c");
            post.claim(3);
            post.send(ids.get(1), ids.get(2));
            post.settle(Post.sent(ids.get(2)));

            assertThat(ids).noneMatch(SingleClauses.this::withdraw);
            assertThat(post.find(ids.get(0)).map(OutboxRow::state)).contains(OutboxState.CLAIMED);
            assertThat(post.find(ids.get(2)).map(OutboxRow::state)).contains(OutboxState.SENT);
        }

        @Test
        void what_is_not_there_is_not_withdrawn() {
            long id = post.appendTo("a").get(0);

            assertThat(withdraw(id + 1)).isFalse();
            assertThat(withdraw(-1)).isFalse();
            assertThat(Answers.of(outbox().withdraw("other queue", id, WORD, post.now)))
                    .isFalse();
            assertThat(post.claimIds(10)).containsExactly(id);
        }

        @Test
        void what_was_withdrawn_holds_back_nobody() {
            long later = post.append(post.draft("a", "", 0, post.now.plus(Duration.ofDays(1))))
                    .get(0)
                    .id();
            long younger = post.appendTo("a").get(0);
            assertThat(post.claim(10)).isEmpty();
            assertThat(withdraw(later)).isTrue();

            assertThat(post.nextDue()).isEqualTo(post.now);
            assertThat(post.claimIds(10)).containsExactly(younger);
        }

        @Test
        void the_key_stays_taken() {
            OutboxDraft draft = post.draft("a");
            long id = post.append(draft).get(0).id();
            withdraw(id);

            assertThat(post.append(draft).get(0).fresh()).isFalse();
        }
    }
}
