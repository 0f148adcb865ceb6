// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.spi.state.Claimant;
import dev.heliograph.spi.state.Intent;
import dev.heliograph.spi.state.Outbox;
import dev.heliograph.spi.state.OutboxDraft;
import dev.heliograph.spi.state.OutboxRow;
import dev.heliograph.spi.state.OutboxState;
import dev.heliograph.spi.state.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How rows are attempted: who may move them, and where to. */
abstract class AttemptClauses {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Claimant NEWER = new Claimant("alpha", 8);
    private Post post;
    private OutboxDraft draft;
    private long id;

    abstract Outbox outbox();

    /** One row of a job that is claimed by {@link Post#ALPHA}. */
    @BeforeEach
    final void claimOne() {
        post = new Post(outbox(), "queue");
        draft = post.draft("a", "job", 1, post.now);
        id = post.append(draft).get(0).id();
        post.claim(1);
        post.pass(MINUTE);
    }

    @Nested
    class Sending {
        @Test
        void an_intent_makes_a_claimed_row_sending() {
            assertThat(post.send(id)).containsExactly(id);

            assertThat(post.row("job"))
                    .isEqualTo(
                            new OutboxRow(id, draft, OutboxState.SENDING, "session", 1_000 + id, 0, 0, "", post.now));
        }

        @Test
        void ids_come_in_the_order_of_the_intents() {
            List<Long> more = post.appendTo("b", "c");
            post.claim(10);

            assertThat(post.send(more.get(1), id, more.get(0))).containsExactly(more.get(1), id, more.get(0));
        }

        @Test
        void a_row_that_is_not_claimed_is_not_to_be_sent() {
            long queued = post.appendTo("b").get(0);

            assertThat(post.send(queued, 1_000_000L)).isEmpty();
            post.send(id);
            post.settle(Post.sent(id));
            assertThat(post.send(id)).isEmpty();
        }

        @Test
        void an_intent_that_is_stored_is_answered_again() {
            assertThat(post.send(id, id)).containsExactly(id);
            OutboxRow stored = post.row("job");
            post.pass(MINUTE);

            assertThat(post.send(id)).containsExactly(id);
            assertThat(post.row("job")).isEqualTo(stored);
        }

        @Test
        void another_intent_for_a_row_that_is_sending_is_not_taken() {
            post.send(id);
            for (Intent other : List.of(new Intent(id, "other", 1_000 + id), new Intent(id, "session", 7))) {
                assertThat(Answers.of(outbox().sending("queue", Post.ALPHA, List.of(other), post.now)))
                        .isEmpty();
            }
            assertThat(post.row("job").session()).isEqualTo("session");
            assertThat(post.row("job").randomId()).isEqualTo(1_000 + id);
        }

        @Test
        void nobody_else_repeats_an_intent() {
            post.send(id);
            for (Claimant other : others()) {
                assertThat(post.send(other, id)).isEmpty();
            }
        }

        @Test
        void nobody_but_the_claimant_sends() {
            for (Claimant other : others()) {
                assertThat(post.send(other, id)).isEmpty();
            }
            assertThat(post.row("job").state()).isEqualTo(OutboxState.CLAIMED);
        }
    }

    @Nested
    class Settling {
        @Test
        void a_sent_row_has_its_message_id() {
            post.send(id);
            post.pass(MINUTE);

            assertThat(post.settle(Post.sent(id))).containsExactly(id);
            assertThat(post.row("job"))
                    .isEqualTo(new OutboxRow(
                            id, draft, OutboxState.SENT, "session", 1_000 + id, 1, 50_000 + id, "", post.now));
        }

        @Test
        void a_failed_row_has_its_reason() {
            post.send(id);
            post.settle(Post.failed(id));

            assertThat(post.row("job"))
                    .isEqualTo(new OutboxRow(
                            id, draft, OutboxState.FAILED, "session", 1_000 + id, 2, 0, "USER_IS_BLOCKED", post.now));
        }

        @Test
        void only_a_sent_row_has_a_message_id() {
            post.send(id);
            post.settle(new Settlement(id, OutboxState.UNKNOWN, 99, "ANSWER_LOST", 1, null));

            assertThat(post.row("job"))
                    .isEqualTo(new OutboxRow(
                            id, draft, OutboxState.UNKNOWN, "session", 1_000 + id, 1, 0, "ANSWER_LOST", post.now));
        }

        @Test
        void a_row_that_goes_back_waits_until_it_is_due() {
            Instant dueAt = post.now.plus(MINUTE);
            post.send(id);

            assertThat(post.settle(Post.again(id, dueAt))).containsExactly(id);
            OutboxDraft waiting = new OutboxDraft(draft.key(), "job", 1, "a", dueAt, draft.payload());
            assertThat(post.row("job"))
                    .isEqualTo(
                            new OutboxRow(id, waiting, OutboxState.QUEUED, "session", 1_000 + id, 1, 0, "", post.now));
            assertThat(post.claim(1)).isEmpty();
            post.pass(MINUTE);
            assertThat(post.claimIds(1)).containsExactly(id);
        }

        @Test
        void a_row_that_goes_back_without_a_time_is_due_at_once() {
            post.settle(new Settlement(id, OutboxState.QUEUED, 0, "", 0, null));

            assertThat(post.claimIds(1)).containsExactly(id);
        }

        @Test
        void a_row_whose_attempt_had_no_effect_may_stay_with_its_claimant() {
            post.send(id);
            post.pass(MINUTE);

            assertThat(post.settle(new Settlement(id, OutboxState.CLAIMED, 0, "FLOOD_WAIT", 1, null)))
                    .containsExactly(id);
            assertThat(post.row("job"))
                    .isEqualTo(
                            new OutboxRow(id, draft, OutboxState.CLAIMED, "session", 1_000 + id, 1, 0, "", post.now));
            assertThat(post.claim(1)).isEmpty();
            assertThat(post.send(id)).containsExactly(id);
        }

        @Test
        void a_claimed_row_may_fail() {
            assertThat(post.settle(Post.failed(id))).containsExactly(id);
            assertThat(post.row("job").state()).isEqualTo(OutboxState.FAILED);
        }

        @Test
        void a_claimed_row_was_not_sent_and_cannot_be_unknown() {
            assertThat(post.settle(Post.sent(id), Post.unknown(id))).isEmpty();
            assertThat(post.row("job").state()).isEqualTo(OutboxState.CLAIMED);
        }

        @Test
        void an_end_is_an_end() {
            for (Settlement end : List.of(Post.sent(id), Post.failed(id), Post.unknown(id))) {
                Post fresh = new Post(outbox(), "queue of " + end.state());
                long row = fresh.append(fresh.draft("a", "job", 1, fresh.now))
                        .get(0)
                        .id();
                fresh.claim(1);
                fresh.send(row);
                fresh.settle(new Settlement(row, end.state(), end.messageId(), end.reason(), 1, null));
                OutboxRow settled = fresh.row("job");

                assertThat(fresh.settle(Post.sent(row), Post.failed(row), Post.unknown(row)))
                        .isEmpty();
                assertThat(fresh.settle(Post.again(row, fresh.now))).isEmpty();
                assertThat(fresh.row("job")).isEqualTo(settled);
            }
        }

        @Test
        void a_row_that_waits_is_not_settled() {
            long queued = post.appendTo("b").get(0);

            assertThat(post.settle(Post.sent(queued), Post.failed(queued), Post.failed(1_000_000)))
                    .isEmpty();
            assertThat(post.claimIds(1)).containsExactly(queued);
        }

        @Test
        void nobody_but_the_claimant_settles() {
            post.send(id);
            for (Claimant other : others()) {
                assertThat(post.settle(other, Post.sent(id), Post.failed(id))).isEmpty();
            }
            assertThat(post.row("job").state()).isEqualTo(OutboxState.SENDING);
        }

        @Test
        void whoever_claimed_it_before_does_not_settle_it() {
            Claimant other = new Claimant("beta", 1);
            post.settle(Post.again(id, post.now));
            post.claim(other, 1);
            post.send(other, id);

            assertThat(post.settle(Post.sent(id))).isEmpty();
            assertThat(post.settle(other, Post.sent(id))).containsExactly(id);
        }

        @Test
        void ids_come_in_the_order_of_the_settlements() {
            List<Long> more = post.appendTo("b", "c");
            post.claim(10);

            assertThat(post.settle(Post.failed(more.get(1)), Post.sent(id), Post.failed(more.get(0))))
                    .containsExactly(more.get(1), more.get(0));
        }
    }

    @Nested
    class Recovering {
        @Test
        void claimed_rows_wait_again() {
            assertThat(post.recover(NEWER)).isEmpty();

            assertThat(post.row("job"))
                    .isEqualTo(new OutboxRow(id, draft, OutboxState.QUEUED, "", 0, 0, 0, "", post.now));
            assertThat(Post.ids(post.claim(NEWER, 1))).containsExactly(id);
        }

        @Test
        void sending_rows_become_unknown() {
            post.send(id);
            OutboxRow unknown = new OutboxRow(
                    id, draft, OutboxState.UNKNOWN, "session", 1_000 + id, 0, 0, Outbox.INTERRUPTED, post.now);

            assertThat(post.recover(NEWER)).containsExactly(unknown);
            assertThat(post.row("job")).isEqualTo(unknown);
            assertThat(post.claim(NEWER, 1)).isEmpty();
            assertThat(post.recover(NEWER)).isEmpty();
        }

        @Test
        void the_oldest_come_first() {
            List<Long> more = post.appendTo("b", "c");
            post.claim(10);
            post.send(more.get(1), id, more.get(0));

            assertThat(Post.ids(post.recover(NEWER))).containsExactly(id, more.get(0), more.get(1));
        }

        @Test
        void what_it_holds_itself_stays() {
            post.send(id);

            assertThat(post.recover(Post.ALPHA)).isEmpty();
            assertThat(post.settle(Post.sent(id))).containsExactly(id);
        }

        @Test
        void what_a_newer_one_holds_stays() {
            post.send(id);

            assertThat(post.recover(new Claimant("alpha", 6))).isEmpty();
            assertThat(post.row("job").state()).isEqualTo(OutboxState.SENDING);
        }

        @Test
        void what_others_hold_stays() {
            post.send(id);

            assertThat(post.recover(new Claimant("beta", 100))).isEmpty();
            assertThat(post.row("job").state()).isEqualTo(OutboxState.SENDING);
        }

        @Test
        void what_was_taken_back_is_not_sent_by_who_had_it() {
            post.recover(NEWER);

            assertThat(post.send(id)).isEmpty();
            assertThat(post.settle(Post.failed(id))).isEmpty();
            assertThat(post.row("job").state()).isEqualTo(OutboxState.QUEUED);
        }

        @Test
        void who_was_replaced_is_given_no_more_rows() {
            post.recover(NEWER);

            assertThat(post.claim(10)).isEmpty();
            assertThat(post.claim(new Claimant("beta", 1), 10)).hasSize(1);
        }

        @Test
        void a_late_settlement_may_tell_what_became_of_it() {
            for (OutboxState end : List.of(OutboxState.SENT, OutboxState.FAILED)) {
                Post fresh = new Post(outbox(), "queue of " + end);
                long row = fresh.append(fresh.draft("a", "job", 1, fresh.now))
                        .get(0)
                        .id();
                fresh.claim(1);
                fresh.send(row);
                fresh.recover(NEWER);
                Settlement late = end == OutboxState.SENT ? Post.sent(row) : Post.failed(row);

                assertThat(fresh.settle(late)).containsExactly(row);
                assertThat(fresh.row("job").state()).isEqualTo(end);
                assertThat(fresh.row("job").messageId()).isEqualTo(late.messageId());
                assertThat(fresh.row("job").reason()).isEqualTo(late.reason());
                assertThat(fresh.settle(Post.sent(row), Post.failed(row))).isEmpty();
            }
        }

        @Test
        void a_late_settlement_sends_nothing_again() {
            post.send(id);
            post.recover(NEWER);

            assertThat(post.settle(Post.again(id, post.now), Post.unknown(id))).isEmpty();
            assertThat(post.row("job").reason()).isEqualTo(Outbox.INTERRUPTED);
        }

        @Test
        void a_late_settlement_of_somebody_else_tells_nothing() {
            post.send(id);
            post.recover(NEWER);

            assertThat(post.settle(NEWER, Post.sent(id))).isEmpty();
            assertThat(post.settle(new Claimant("alpha", 6), Post.sent(id))).isEmpty();
            assertThat(post.row("job").state()).isEqualTo(OutboxState.UNKNOWN);
        }
    }

    private static List<Claimant> others() {
        return List.of(new Claimant("alpha", 6), NEWER, new Claimant("beta", 7));
    }
}
