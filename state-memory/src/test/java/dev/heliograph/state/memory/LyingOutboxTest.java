// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Outcome;
import dev.heliograph.spi.state.Appended;
import dev.heliograph.spi.state.ChatBacklog;
import dev.heliograph.spi.state.Claimant;
import dev.heliograph.spi.state.ForwardingOutbox;
import dev.heliograph.spi.state.Outbox;
import dev.heliograph.spi.state.OutboxDraft;
import dev.heliograph.spi.state.OutboxRow;
import dev.heliograph.testkit.state.OutboxContract;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Lies about how rows wait and how jobs are led. */
class LyingOutboxTest {
    private static final String PROPERTY = "any_calls_are_answered_as_by_the_model";

    @Test
    void a_third_row_of_a_chat_is_caught() {
        assertThat(Verdict.on(ClaimsThreeOfAChat.class))
                .containsExactlyInAnyOrder(
                        "two_rows_of_a_chat_are_claimed_and_no_third",
                        "rows_that_are_sending_count_like_claimed_ones",
                        "rows_of_a_chat_that_has_two_open_do_not_count",
                        "two_claims_share_no_row",
                        "a_row_that_is_not_due_holds_back_the_younger_of_its_chat_only",
                        "a_row_that_went_back_is_before_the_younger_again",
                        "rows_behind_an_older_one_do_not_count",
                        "what_was_withdrawn_holds_back_nobody",
                        "chats_with_the_most_rows_come_first",
                        "what_is_claimed_waits_no_more",
                        "rows_of_some_chats_are_claimed_ahead_of_the_others",
                        "no_more_than_two_of_a_chat_are_claimed_so",
                        PROPERTY);
    }

    /** Takes a chat for two, so that up to four of its rows are open and the younger may overtake. */
    static class ClaimsThreeOfAChat extends Liar {
        ClaimsThreeOfAChat() {
            super(new Renaming() {
                private int appended;

                @Override
                OutboxDraft stored(OutboxDraft draft) {
                    return withChat(draft, draft.chat() + (appended++ % 2 == 0 ? "~a" : "~b"));
                }

                @Override
                OutboxDraft shown(OutboxDraft draft) {
                    return withChat(draft, draft.chat().replaceFirst("~[ab]$", ""));
                }
            });
        }
    }

    @Test
    void a_key_that_is_appended_twice_is_caught() {
        assertThat(Verdict.on(AppendsTwice.class))
                .containsExactlyInAnyOrder(
                        "a_key_is_appended_once",
                        "a_key_is_appended_once_even_in_one_call",
                        "a_key_is_remembered_after_its_row_is_settled",
                        "the_key_stays_taken",
                        PROPERTY);
    }

    static class AppendsTwice extends Liar {
        AppendsTwice() {
            super(new Renaming() {
                private int appended;

                @Override
                OutboxDraft stored(OutboxDraft draft) {
                    return withKey(draft, draft.key() + "~" + appended++);
                }

                @Override
                OutboxDraft shown(OutboxDraft draft) {
                    return withKey(draft, draft.key().replaceFirst("~\\d+$", ""));
                }
            });
        }
    }

    @Test
    void drafts_of_one_call_that_are_not_compared_are_caught() {
        assertThat(Verdict.on(ComparesWithTheStoredOnly.class))
                .containsExactlyInAnyOrder("a_key_is_appended_once_even_in_one_call", PROPERTY);
    }

    static class ComparesWithTheStoredOnly extends Liar {
        ComparesWithTheStoredOnly() {
            super(new ForwardingOutbox(honest()) {
                @Override
                public CompletionStage<Outcome<List<Appended>>> append(
                        String queue, List<OutboxDraft> drafts, Instant now) {
                    return super.append(queue, drafts, now)
                            .thenApply(outcome -> outcome.map(answers -> fresh(answers)));
                }

                private List<Appended> fresh(List<Appended> answers) {
                    List<Long> inThisCall = answers.stream()
                            .filter(Appended::fresh)
                            .map(Appended::id)
                            .toList();
                    return answers.stream()
                            .map(answer -> new Appended(answer.id(), inThisCall.contains(answer.id())))
                            .toList();
                }
            });
        }
    }

    @Test
    void claims_out_of_order_are_caught() {
        assertThat(Verdict.on(ClaimsTheYoungestFirst.class))
                .contains("the_oldest_come_first", "age_counts_and_not_how_long_a_row_has_been_due", PROPERTY)
                .doesNotContain("a_key_is_appended_once_even_in_one_call", "sending_rows_become_unknown");
    }

    static class ClaimsTheYoungestFirst extends Liar {
        ClaimsTheYoungestFirst() {
            super(new ForwardingOutbox(honest()) {
                @Override
                public CompletionStage<Outcome<List<OutboxRow>>> claim(
                        String queue, Claimant claimant, int limit, Instant now) {
                    return super.claim(queue, claimant, limit, now)
                            .thenApply(outcome -> outcome.map(rows -> rows.stream()
                                    .sorted(Comparator.comparingLong(OutboxRow::id)
                                            .reversed())
                                    .toList()));
                }
            });
        }
    }

    @Test
    void a_clock_of_its_own_is_caught() {
        assertThat(Verdict.on(HasItsOwnClock.class))
                .contains("the_oldest_come_first", "it_is_now_when_a_row_is_due_already", PROPERTY)
                .doesNotContain("ids_grow_in_the_order_of_appending", "rows_come_by_line_in_pages");
    }

    static class HasItsOwnClock extends Liar {
        HasItsOwnClock() {
            super(new ForwardingOutbox(honest()) {
                private final Instant own = Instant.parse("2026-01-01T00:00:00Z");

                @Override
                public CompletionStage<Outcome<List<OutboxRow>>> claim(
                        String queue, Claimant claimant, int limit, Instant now) {
                    return super.claim(queue, claimant, limit, own);
                }

                @Override
                public CompletionStage<Outcome<Instant>> nextDue(String queue, Instant now) {
                    return super.nextDue(queue, own);
                }
            });
        }
    }

    @Test
    void a_row_that_is_claimed_early_is_caught() {
        assertThat(Verdict.on(ClaimsEarly.class))
                .contains("a_row_is_claimed_when_it_is_due_and_not_before", PROPERTY)
                .doesNotContain("the_oldest_come_first", "it_is_the_earliest_time_of_all_chats");
    }

    static class ClaimsEarly extends Liar {
        ClaimsEarly() {
            super(new ForwardingOutbox(honest()) {
                @Override
                public CompletionStage<Outcome<List<OutboxRow>>> claim(
                        String queue, Claimant claimant, int limit, Instant now) {
                    return super.claim(queue, claimant, limit, now.plusMillis(1));
                }
            });
        }
    }

    @Test
    void a_next_time_that_ignores_the_chats_is_caught() {
        assertThat(Verdict.on(IsAlwaysDue.class))
                .containsExactlyInAnyOrder(
                        "it_is_the_earliest_time_of_all_chats",
                        "rows_behind_an_older_one_do_not_count",
                        "rows_of_a_chat_that_has_two_open_do_not_count",
                        "rows_of_a_held_job_do_not_count",
                        PROPERTY);
    }

    static class IsAlwaysDue extends Liar {
        IsAlwaysDue() {
            super(new ForwardingOutbox(honest()) {
                @Override
                public CompletionStage<Outcome<Instant>> nextDue(String queue, Instant now) {
                    return super.counts(queue, "")
                            .thenApply(outcome -> outcome.map(counts -> counts.queued() > 0 ? now : Instant.MAX));
                }
            });
        }
    }

    @Test
    void a_hold_that_does_nothing_is_caught() {
        assertThat(Verdict.on(HoldsNothing.class))
                .contains(
                        "nothing_of_a_held_job_is_claimed",
                        "a_job_may_be_held_before_it_has_rows",
                        "a_held_job_says_so",
                        "what_is_claimed_already_goes_on",
                        PROPERTY)
                .doesNotContain("what_is_queued_fails_with_the_reason", "the_oldest_come_first");
    }

    static class HoldsNothing extends Liar {
        HoldsNothing() {
            super(new ForwardingOutbox(honest()) {
                @Override
                public CompletionStage<Outcome<Boolean>> hold(String queue, String job, boolean held, Instant now) {
                    return Answer.of(!job.isEmpty());
                }
            });
        }
    }

    @Test
    void rows_in_the_order_of_appending_are_caught() {
        assertThat(Verdict.on(ListsByAge.class)).containsExactly("rows_come_by_line_in_pages");
    }

    static class ListsByAge extends Liar {
        ListsByAge() {
            super(new ForwardingOutbox(honest()) {
                @Override
                public CompletionStage<Outcome<List<OutboxRow>>> rows(
                        String queue, String job, long afterLine, int limit) {
                    return super.rows(queue, job, 0, 10_000)
                            .thenApply(outcome -> outcome.map(rows -> rows.stream()
                                    .sorted(Comparator.comparingLong(OutboxRow::id))
                                    .filter(row -> row.draft().line() > afterLine)
                                    .limit(limit)
                                    .toList()));
                }
            });
        }
    }

    @Test
    void compaction_that_ignores_the_retention_is_caught() {
        assertThat(Verdict.on(ForgetsAtOnce.class))
                .containsExactlyInAnyOrder(
                        "rows_that_were_settled_longer_ago_are_forgotten", "time_counts_from_the_settling", PROPERTY);
    }

    static class ForgetsAtOnce extends Liar {
        ForgetsAtOnce() {
            super(new ForwardingOutbox(honest()) {
                @Override
                public CompletionStage<Outcome<Long>> compact(String queue, Duration retention, Instant now) {
                    return super.compact(queue, Duration.ZERO, now);
                }
            });
        }
    }

    @Test
    void queues_that_share_their_rows_are_caught() {
        assertThat(Verdict.on(MergesQueues.class))
                .containsExactlyInAnyOrder(
                        "queues_are_apart",
                        "a_late_settlement_may_tell_what_became_of_it",
                        "a_row_of_another_queue_is_not_found",
                        PROPERTY);
    }

    static class MergesQueues extends Liar {
        MergesQueues() {
            super(new Renaming() {
                @Override
                String queue(String name) {
                    return "queue";
                }
            });
        }
    }

    @Test
    void rows_that_are_not_found_are_caught() {
        assertThat(Verdict.on(FindsNothing.class))
                .containsExactlyInAnyOrder(
                        "a_row_is_found_by_its_id_with_or_without_a_job",
                        "it_stands_as_it_was_left",
                        "a_row_that_waits_fails_with_the_reason",
                        "what_was_claimed_or_has_its_end_stays",
                        PROPERTY);
    }

    static class FindsNothing extends Liar {
        FindsNothing() {
            super(new ForwardingOutbox(honest()) {
                @Override
                public CompletionStage<Outcome<Optional<OutboxRow>>> row(String queue, long id) {
                    return super.row(queue, id).thenApply(outcome -> outcome.map(found -> Optional.empty()));
                }
            });
        }
    }

    @Test
    void a_backlog_that_counts_what_is_claimed_is_caught() {
        assertThat(Verdict.on(CountsClaimed.class))
                .containsExactlyInAnyOrder(
                        "chats_with_the_most_rows_come_first", "what_is_claimed_waits_no_more", PROPERTY);
    }

    static class CountsClaimed extends Liar {
        CountsClaimed() {
            super(new ForwardingOutbox(honest()) {
                @Override
                public CompletionStage<Outcome<List<ChatBacklog>>> longest(String queue, int limit) {
                    return super.longest(queue, limit)
                            .thenApply(outcome -> outcome.map(chats -> chats.stream()
                                    .map(chat -> new ChatBacklog(chat.chat(), chat.queued() + 1))
                                    .toList()));
                }
            });
        }
    }

    @Test
    void a_claim_of_chats_that_takes_those_of_others_is_caught() {
        assertThat(Verdict.on(ClaimsOfAnybody.class))
                .containsExactlyInAnyOrder(
                        "rows_of_some_chats_are_claimed_ahead_of_the_others",
                        "no_more_than_two_of_a_chat_are_claimed_so",
                        PROPERTY);
    }

    static class ClaimsOfAnybody extends Liar {
        ClaimsOfAnybody() {
            super(new ForwardingOutbox(honest()) {
                @Override
                public CompletionStage<Outcome<List<OutboxRow>>> claimOf(
                        String queue, Claimant claimant, List<String> chats, Instant now) {
                    return super.claim(queue, claimant, 2 * chats.size(), now);
                }
            });
        }
    }

    static Outbox honest() {
        return new MemoryStateStore().outbox();
    }

    /** Stores drafts under other names than it shows. */
    static class Renaming extends ForwardingOutbox {
        Renaming() {
            super(honest());
        }

        OutboxDraft stored(OutboxDraft draft) {
            return draft;
        }

        OutboxDraft shown(OutboxDraft draft) {
            return draft;
        }

        String queue(String name) {
            return name;
        }

        static OutboxDraft withKey(OutboxDraft draft, String key) {
            return new OutboxDraft(key, draft.job(), draft.line(), draft.chat(), draft.dueAt(), draft.payload());
        }

        static OutboxDraft withChat(OutboxDraft draft, String chat) {
            return new OutboxDraft(draft.key(), draft.job(), draft.line(), chat, draft.dueAt(), draft.payload());
        }

        @Override
        public CompletionStage<Outcome<List<Appended>>> append(String queue, List<OutboxDraft> drafts, Instant now) {
            List<OutboxDraft> stored = new ArrayList<>();
            drafts.forEach(draft -> stored.add(stored(draft)));
            return super.append(queue(queue), stored, now);
        }

        @Override
        public CompletionStage<Outcome<List<OutboxRow>>> claim(
                String queue, Claimant claimant, int limit, Instant now) {
            return super.claim(queue(queue), claimant, limit, now).thenApply(this::shown);
        }

        @Override
        public CompletionStage<Outcome<List<OutboxRow>>> recover(String queue, Claimant claimant, Instant now) {
            return super.recover(queue(queue), claimant, now).thenApply(this::shown);
        }

        @Override
        public CompletionStage<Outcome<List<OutboxRow>>> rows(String queue, String job, long afterLine, int limit) {
            return super.rows(queue(queue), job, afterLine, limit).thenApply(this::shown);
        }

        @Override
        public CompletionStage<Outcome<Optional<OutboxRow>>> row(String queue, long id) {
            return super.row(queue(queue), id).thenApply(outcome -> outcome.map(found -> found.map(this::shown)));
        }

        private Outcome<List<OutboxRow>> shown(Outcome<List<OutboxRow>> outcome) {
            return outcome.map(rows -> rows.stream().map(this::shown).toList());
        }

        private OutboxRow shown(OutboxRow row) {
            return new OutboxRow(
                    row.id(),
                    shown(row.draft()),
                    row.state(),
                    row.session(),
                    row.randomId(),
                    row.attempts(),
                    row.messageId(),
                    row.reason(),
                    row.changedAt());
        }
    }

    abstract static class Liar extends OutboxContract {
        private final Outbox outbox;

        Liar(Outbox outbox) {
            this.outbox = outbox;
        }

        @Override
        protected Outbox outbox() {
            return outbox;
        }
    }
}
