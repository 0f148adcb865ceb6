// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.spi.state.Appended;
import dev.heliograph.spi.state.Outbox;
import dev.heliograph.spi.state.OutboxCounts;
import dev.heliograph.spi.state.OutboxDraft;
import dev.heliograph.spi.state.OutboxRow;
import dev.heliograph.spi.state.OutboxState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How jobs are led: listed, counted, held, cancelled and forgotten. */
abstract class JobClauses {
    private static final Duration DAY = Duration.ofDays(1);
    private Post post;

    abstract Outbox outbox();

    @BeforeEach
    final void openPost() {
        post = new Post(outbox(), "queue");
    }

    @Nested
    class Listing {
        @Test
        void rows_come_by_line_in_pages() {
            for (long line : new long[] {3, 1, 5, 2, 4}) {
                post.append(post.draft("a", "job", line, post.now));
            }
            post.appendJob("other", 3);

            assertThat(lines(0, 2)).containsExactly(1L, 2L);
            assertThat(lines(2, 2)).containsExactly(3L, 4L);
            assertThat(lines(4, 2)).containsExactly(5L);
            assertThat(lines(5, 2)).isEmpty();
        }

        @Test
        void a_job_without_rows_lists_nothing() {
            post.appendTo("a");

            assertThat(post.rows("job")).isEmpty();
            assertThat(post.rows("")).isEmpty();
        }

        private List<Long> lines(long after, int limit) {
            return Answers.of(outbox().rows("queue", "job", after, limit)).stream()
                    .map(row -> row.draft().line())
                    .toList();
        }
    }

    @Nested
    class Finding {
        @Test
        void a_row_is_found_by_its_id_with_or_without_a_job() {
            OutboxDraft alone = post.draft("a");
            OutboxDraft ofJob = post.draft("b", "job", 1, post.now);
            List<Appended> rows = post.append(alone, ofJob);

            assertThat(post.find(rows.get(0).id()).map(OutboxRow::draft)).contains(alone);
            assertThat(post.find(rows.get(1).id()).map(OutboxRow::draft)).contains(ofJob);
        }

        @Test
        void it_stands_as_it_was_left() {
            long id = post.appendTo("a").get(0);
            post.claim(1);
            post.send(id);
            post.settle(Post.sent(id));

            assertThat(post.find(id)).hasValueSatisfying(row -> {
                assertThat(row.state()).isEqualTo(OutboxState.SENT);
                assertThat(row.messageId()).isEqualTo(50_000 + id);
            });
        }

        @Test
        void what_was_never_there_or_is_forgotten_is_not_found() {
            long id = post.appendTo("a").get(0);
            post.claim(1);
            post.settle(Post.failed(id));
            post.pass(DAY);
            post.compact(Duration.ofHours(1));

            assertThat(post.find(id)).isEmpty();
            assertThat(post.find(id + 1)).isEmpty();
        }

        @Test
        void a_row_of_another_queue_is_not_found() {
            long id = post.appendTo("a").get(0);

            assertThat(new Post(outbox(), "other queue").find(id)).isEmpty();
        }
    }

    @Nested
    class Counting {
        @Test
        void rows_are_counted_by_state() {
            inEveryState();

            assertThat(counts("job")).isEqualTo(new OutboxCounts(2, 1, 1, 1, 1, 1, false));
        }

        @Test
        void no_job_means_the_whole_queue() {
            inEveryState();
            post.appendTo("x", "y");
            new Post(outbox(), "other queue").appendTo("x");

            assertThat(counts("")).isEqualTo(new OutboxCounts(4, 1, 1, 1, 1, 1, false));
        }

        @Test
        void a_job_without_rows_counts_nothing() {
            post.appendTo("a");

            assertThat(counts("job")).isEqualTo(new OutboxCounts(0, 0, 0, 0, 0, 0, false));
        }

        @Test
        void a_held_job_says_so() {
            post.appendJob("job", 2);
            post.hold("job", true);

            assertThat(counts("job")).isEqualTo(new OutboxCounts(2, 0, 0, 0, 0, 0, true));
            assertThat(counts("")).isEqualTo(new OutboxCounts(2, 0, 0, 0, 0, 0, false));
        }
    }

    @Nested
    class Holding {
        @Test
        void nothing_of_a_held_job_is_claimed() {
            post.appendJob("job", 3);
            List<Long> others = post.appendJob("other", 2);

            assertThat(post.hold("job", true)).isTrue();
            assertThat(post.claimIds(10)).isEqualTo(others);
        }

        @Test
        void a_released_job_goes_on_where_it_was() {
            List<Long> ids = post.appendJob("job", 3);
            post.hold("job", true);
            post.claim(10);

            assertThat(post.hold("job", false)).isTrue();
            assertThat(post.claimIds(10)).isEqualTo(ids);
        }

        @Test
        void a_job_may_be_held_before_it_has_rows() {
            post.hold("job", true);
            post.appendJob("job", 1);

            assertThat(post.claim(10)).isEmpty();
        }

        @Test
        void it_says_whether_that_is_a_change() {
            assertThat(post.hold("job", false)).isFalse();
            assertThat(post.hold("job", true)).isTrue();
            assertThat(post.hold("job", true)).isFalse();
            assertThat(post.hold("job", false)).isTrue();
        }

        @Test
        void a_held_row_steps_aside_for_the_younger_of_its_chat() {
            long held = post.append(post.draft("a", "job", 1, post.now)).get(0).id();
            long younger = post.appendTo("a").get(0);
            post.hold("job", true);
            assertThat(post.claimIds(10)).containsExactly(younger);

            post.hold("job", false);
            assertThat(post.claimIds(10)).containsExactly(held);
        }

        @Test
        void what_is_claimed_already_goes_on() {
            long id = post.appendJob("job", 1).get(0);
            post.claim(1);
            post.hold("job", true);

            assertThat(post.send(id)).containsExactly(id);
            assertThat(post.settle(Post.again(id, post.now))).containsExactly(id);
            assertThat(post.claim(1)).isEmpty();
        }

        @Test
        void rows_of_no_job_are_not_held() {
            post.appendTo("a");

            assertThat(post.hold("", true)).isFalse();
            assertThat(post.claim(10)).hasSize(1);
        }
    }

    @Nested
    class Cancelling {
        @Test
        void what_is_queued_fails_with_the_reason() {
            OutboxDraft draft = post.draft("a", "job", 1, post.now);
            long id = post.append(draft).get(0).id();
            post.pass(DAY);

            assertThat(post.cancel("job")).isEqualTo(1);
            assertThat(post.row("job"))
                    .isEqualTo(new OutboxRow(id, draft, OutboxState.FAILED, "", 0, 0, 0, "CANCELLED", post.now));
            assertThat(post.claim(10)).isEmpty();
        }

        @Test
        void all_that_is_not_queued_stays() {
            inEveryState();

            assertThat(post.cancel("job")).isEqualTo(2);
            assertThat(counts("job")).isEqualTo(new OutboxCounts(0, 1, 1, 1, 3, 1, false));
            assertThat(post.cancel("job")).isZero();
        }

        @Test
        void other_jobs_stay() {
            post.appendJob("job", 2);
            List<Long> others = post.appendJob("job2", 2);
            List<Long> ofNoJob = post.appendTo("a");
            post.cancel("job");
            assertThat(post.cancel("")).isZero();

            assertThat(post.claimIds(2)).isEqualTo(others);
            assertThat(post.claimIds(2)).isEqualTo(ofNoJob);
        }

        @Test
        void a_held_job_is_cancelled_too() {
            post.appendJob("job", 2);
            post.hold("job", true);

            assertThat(post.cancel("job")).isEqualTo(2);
        }

        @Test
        void what_was_cancelled_holds_back_nobody() {
            post.append(post.draft("a", "job", 1, post.now.plus(DAY)));
            long younger = post.appendTo("a").get(0);
            post.cancel("job");

            assertThat(post.nextDue()).isEqualTo(post.now);
            assertThat(post.claimIds(1)).containsExactly(younger);
        }
    }

    @Nested
    class Compacting {
        @Test
        void rows_that_were_settled_longer_ago_are_forgotten() {
            inEveryState();
            post.pass(DAY);
            assertThat(post.compact(DAY)).isZero();

            post.pass(Duration.ofMillis(1));
            assertThat(post.compact(DAY)).isEqualTo(3);
            assertThat(counts("job")).isEqualTo(new OutboxCounts(2, 1, 1, 0, 0, 0, false));
            assertThat(post.rows("job")).extracting(OutboxRow::state).doesNotContain(OutboxState.SENT);
        }

        @Test
        void keys_are_forgotten_with_their_rows_but_ids_are_not_given_again() {
            OutboxDraft draft = post.draft("a");
            long id = post.append(draft).get(0).id();
            post.claim(1);
            post.settle(Post.failed(id));
            post.pass(DAY);
            post.compact(Duration.ofHours(1));
            Appended again = post.append(draft).get(0);

            assertThat(again.fresh()).isTrue();
            assertThat(again.id()).isGreaterThan(id);
            assertThat(post.claimIds(1)).containsExactly(again.id());
        }

        @Test
        void time_counts_from_the_settling() {
            long id = post.appendTo("a").get(0);
            post.claim(1);
            post.send(id);
            post.pass(DAY.multipliedBy(2));
            post.settle(Post.sent(id));
            post.pass(Duration.ofHours(1));

            assertThat(post.compact(DAY)).isZero();
        }

        @Test
        void a_job_stays_held() {
            long id = post.appendJob("job", 1).get(0);
            post.claim(1);
            post.settle(Post.failed(id));
            post.hold("job", true);
            post.pass(DAY);
            post.compact(Duration.ZERO);
            post.append(post.draft("a", "job", 2, post.now));

            assertThat(post.claim(10)).isEmpty();
        }
    }

    /** Seven rows of one job: two queued, and one in each other state. */
    private void inEveryState() {
        List<Long> ids = post.appendJob("job", 7);
        post.claim(5);
        post.send(ids.get(1), ids.get(2), ids.get(3), ids.get(4));
        post.settle(Post.sent(ids.get(2)), Post.failed(ids.get(3)), Post.unknown(ids.get(4)));
    }

    private OutboxCounts counts(String job) {
        return Answers.of(outbox().counts("queue", job));
    }
}
