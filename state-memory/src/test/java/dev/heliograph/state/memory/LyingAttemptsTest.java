// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Outcome;
import dev.heliograph.spi.state.Claimant;
import dev.heliograph.spi.state.ForwardingOutbox;
import dev.heliograph.spi.state.Intent;
import dev.heliograph.spi.state.OutboxRow;
import dev.heliograph.spi.state.OutboxState;
import dev.heliograph.spi.state.Settlement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Lies about attempts: who may move a row, and what becomes of it when its claimant is gone. */
class LyingAttemptsTest {
    private static final String PROPERTY = "any_calls_are_answered_as_by_the_model";

    @Test
    void a_settlement_by_another_fence_is_caught() {
        assertThat(Verdict.on(SettlesForAnyFence.class))
                .containsExactlyInAnyOrder(
                        "nobody_but_the_claimant_settles",
                        "a_late_settlement_of_somebody_else_tells_nothing",
                        PROPERTY);
    }

    static class SettlesForAnyFence extends LyingOutboxTest.Liar {
        SettlesForAnyFence() {
            super(new Watching() {
                @Override
                public CompletionStage<Outcome<List<Long>>> settle(
                        String queue, Claimant claimant, List<Settlement> settlements, Instant now) {
                    List<Long> settled = new ArrayList<>();
                    for (Settlement settlement : settlements) {
                        Claimant holder = holder(queue, settlement.id());
                        boolean isSame = holder.owner().equals(claimant.owner());
                        settled.addAll(now(super.settle(queue, isSame ? holder : claimant, List.of(settlement), now)));
                    }
                    return Answer.of(settled);
                }
            });
        }
    }

    @Test
    void intents_of_anybody_are_caught() {
        assertThat(Verdict.on(SendsForAnybody.class))
                .containsExactlyInAnyOrder(
                        "an_intent_that_is_stored_is_answered_again",
                        "nobody_but_the_claimant_sends",
                        "nobody_else_repeats_an_intent",
                        PROPERTY);
    }

    static class SendsForAnybody extends LyingOutboxTest.Liar {
        SendsForAnybody() {
            super(new Watching() {
                @Override
                public CompletionStage<Outcome<List<Long>>> sending(
                        String queue, Claimant claimant, List<Intent> intents, Instant now) {
                    List<Long> sending = new ArrayList<>();
                    intents.forEach(intent -> sending.addAll(
                            now(super.sending(queue, holder(queue, intent.id()), List.of(intent), now))));
                    return Answer.of(sending);
                }
            });
        }
    }

    @Test
    void a_row_that_stands_back_and_is_given_away_is_caught() {
        assertThat(Verdict.on(GivesAwayWhatStoodBack.class))
                .containsExactlyInAnyOrder("a_row_whose_attempt_had_no_effect_may_stay_with_its_claimant", PROPERTY);
    }

    static class GivesAwayWhatStoodBack extends LyingOutboxTest.Liar {
        GivesAwayWhatStoodBack() {
            super(new ForwardingOutbox(LyingOutboxTest.honest()) {
                @Override
                public CompletionStage<Outcome<List<Long>>> settle(
                        String queue, Claimant claimant, List<Settlement> settlements, Instant now) {
                    return super.settle(
                            queue,
                            claimant,
                            settlements.stream()
                                    .map(settlement -> settlement.state() == OutboxState.CLAIMED
                                            ? new Settlement(
                                                    settlement.id(),
                                                    OutboxState.QUEUED,
                                                    0,
                                                    "",
                                                    settlement.attempts(),
                                                    null)
                                            : settlement)
                                    .toList(),
                            now);
                }
            });
        }
    }

    @Test
    void intents_that_are_all_confirmed_are_caught() {
        assertThat(Verdict.on(ConfirmsAllIntents.class))
                .containsExactlyInAnyOrder(
                        "a_row_that_is_not_claimed_is_not_to_be_sent",
                        "an_intent_that_is_stored_is_answered_again",
                        "another_intent_for_a_row_that_is_sending_is_not_taken",
                        "nobody_but_the_claimant_sends",
                        "nobody_else_repeats_an_intent",
                        "what_was_taken_back_is_not_sent_by_who_had_it",
                        PROPERTY);
    }

    static class ConfirmsAllIntents extends LyingOutboxTest.Liar {
        ConfirmsAllIntents() {
            super(new ForwardingOutbox(LyingOutboxTest.honest()) {
                @Override
                public CompletionStage<Outcome<List<Long>>> sending(
                        String queue, Claimant claimant, List<Intent> intents, Instant now) {
                    super.sending(queue, claimant, intents, now);
                    return Answer.of(intents.stream().map(Intent::id).toList());
                }
            });
        }
    }

    @Test
    void an_intent_whose_answer_was_lost_and_is_refused_is_caught() {
        // whether the property repeats an intent in its walk is left to its seeds
        assertThat(Verdict.on(RefusesRepeatedIntents.class)).contains("an_intent_that_is_stored_is_answered_again");
    }

    static class RefusesRepeatedIntents extends LyingOutboxTest.Liar {
        RefusesRepeatedIntents() {
            super(new ForwardingOutbox(LyingOutboxTest.honest()) {
                @Override
                public CompletionStage<Outcome<List<Long>>> sending(
                        String queue, Claimant claimant, List<Intent> intents, Instant now) {
                    return super.sending(
                            queue,
                            claimant,
                            intents.stream()
                                    .filter(intent -> LyingAttemptsTest.now(super.row(queue, intent.id()))
                                            .filter(row -> row.state() == OutboxState.SENDING)
                                            .isEmpty())
                                    .toList(),
                            now);
                }
            });
        }
    }

    @Test
    void a_claimed_row_that_becomes_unknown_is_caught() {
        assertThat(Verdict.on(SuspectsClaimedRows.class))
                .containsExactlyInAnyOrder(
                        "claimed_rows_wait_again",
                        "what_was_taken_back_is_not_sent_by_who_had_it",
                        "who_was_replaced_is_given_no_more_rows",
                        PROPERTY);
    }

    /** On recovery it pretends that every claimed row was about to be sent. */
    static class SuspectsClaimedRows extends LyingOutboxTest.Liar {
        SuspectsClaimedRows() {
            super(new Watching() {
                @Override
                public CompletionStage<Outcome<List<OutboxRow>>> recover(String queue, Claimant claimant, Instant now) {
                    heldBefore(queue, claimant)
                            .forEach((id, holder) -> super.sending(queue, holder, List.of(new Intent(id, "", 0)), now));
                    return super.recover(queue, claimant, now);
                }
            });
        }
    }

    @Test
    void a_sending_row_that_waits_again_is_caught() {
        assertThat(Verdict.on(SendsAgain.class))
                .containsExactlyInAnyOrder(
                        "sending_rows_become_unknown",
                        "claimed_rows_wait_again",
                        "the_oldest_come_first",
                        "a_late_settlement_may_tell_what_became_of_it",
                        "a_late_settlement_sends_nothing_again",
                        "a_late_settlement_of_somebody_else_tells_nothing",
                        PROPERTY);
    }

    /** The twice-sent message: whatever was held when the process died, also on its way, waits again at once. */
    static class SendsAgain extends LyingOutboxTest.Liar {
        SendsAgain() {
            super(new Watching() {
                @Override
                public CompletionStage<Outcome<List<OutboxRow>>> recover(String queue, Claimant claimant, Instant now) {
                    heldBefore(queue, claimant)
                            .forEach((id, holder) -> super.settle(
                                    queue,
                                    holder,
                                    List.of(new Settlement(id, OutboxState.QUEUED, 0, "", 0, null)),
                                    now));
                    return super.recover(queue, claimant, now);
                }
            });
        }
    }

    @Test
    void a_recovery_of_everybody_is_caught() {
        assertThat(Verdict.on(RecoversEverybody.class)).containsExactlyInAnyOrder("what_others_hold_stays", PROPERTY);
    }

    static class RecoversEverybody extends LyingOutboxTest.Liar {
        RecoversEverybody() {
            super(new Watching() {
                @Override
                public CompletionStage<Outcome<List<OutboxRow>>> recover(String queue, Claimant claimant, Instant now) {
                    List<OutboxRow> unknown = new ArrayList<>(now(super.recover(queue, claimant, now)));
                    TreeSet<String> others = new TreeSet<>();
                    held.values().forEach(holder -> others.add(holder.owner()));
                    others.remove(claimant.owner());
                    others.forEach(owner ->
                            unknown.addAll(now(super.recover(queue, new Claimant(owner, claimant.fence()), now))));
                    return Answer.of(unknown);
                }
            });
        }
    }

    @Test
    void a_recovery_of_oneself_is_caught() {
        assertThat(Verdict.on(RecoversItself.class)).contains("what_it_holds_itself_stays", PROPERTY);
    }

    static class RecoversItself extends LyingOutboxTest.Liar {
        RecoversItself() {
            super(new ForwardingOutbox(LyingOutboxTest.honest()) {
                @Override
                public CompletionStage<Outcome<List<OutboxRow>>> recover(String queue, Claimant claimant, Instant now) {
                    return super.recover(queue, new Claimant(claimant.owner(), claimant.fence() + 1), now);
                }
            });
        }
    }

    @Test
    void a_row_for_who_was_replaced_is_caught() {
        assertThat(Verdict.on(ServesTheReplaced.class))
                .containsExactlyInAnyOrder("who_was_replaced_is_given_no_more_rows", PROPERTY);
    }

    static class ServesTheReplaced extends LyingOutboxTest.Liar {
        ServesTheReplaced() {
            super(new ForwardingOutbox(LyingOutboxTest.honest()) {
                @Override
                public CompletionStage<Outcome<List<OutboxRow>>> claim(
                        String queue, Claimant claimant, int limit, Instant now) {
                    List<OutboxRow> rows = LyingAttemptsTest.now(super.claim(queue, claimant, limit, now));
                    return rows.isEmpty()
                            ? super.claim(queue, new Claimant(claimant.owner(), Long.MAX_VALUE / 2), limit, now)
                            : Answer.of(rows);
                }
            });
        }
    }

    @Test
    void a_late_settlement_that_is_ignored_is_caught() {
        // whether the property meets one of the few late settlements in its walk is left to its seeds
        assertThat(Verdict.on(IgnoresLateSettlements.class)).contains("a_late_settlement_may_tell_what_became_of_it");
    }

    static class IgnoresLateSettlements extends LyingOutboxTest.Liar {
        IgnoresLateSettlements() {
            super(new ForwardingOutbox(LyingOutboxTest.honest()) {
                private final TreeSet<String> unknown = new TreeSet<>();

                @Override
                public CompletionStage<Outcome<List<OutboxRow>>> recover(String queue, Claimant claimant, Instant now) {
                    List<OutboxRow> rows = LyingAttemptsTest.now(super.recover(queue, claimant, now));
                    rows.forEach(row -> unknown.add(queue + row.id()));
                    return Answer.of(rows);
                }

                @Override
                public CompletionStage<Outcome<List<Long>>> settle(
                        String queue, Claimant claimant, List<Settlement> settlements, Instant now) {
                    return super.settle(
                            queue,
                            claimant,
                            settlements.stream()
                                    .filter(settlement -> !unknown.contains(queue + settlement.id()))
                                    .toList(),
                            now);
                }
            });
        }
    }

    @Test
    void a_claimed_row_that_is_settled_as_sent_is_caught() {
        assertThat(Verdict.on(SettlesClaimedRowsAsSent.class))
                .contains("a_claimed_row_was_not_sent_and_cannot_be_unknown", PROPERTY)
                .doesNotContain("sending_rows_become_unknown", "claimed_rows_wait_again");
    }

    static class SettlesClaimedRowsAsSent extends LyingOutboxTest.Liar {
        SettlesClaimedRowsAsSent() {
            super(new ForwardingOutbox(LyingOutboxTest.honest()) {
                @Override
                public CompletionStage<Outcome<List<Long>>> settle(
                        String queue, Claimant claimant, List<Settlement> settlements, Instant now) {
                    settlements.stream()
                            .filter(settlement -> settlement.state() == OutboxState.SENT)
                            .forEach(settlement ->
                                    super.sending(queue, claimant, List.of(new Intent(settlement.id(), "", 0)), now));
                    return super.settle(queue, claimant, settlements, now);
                }
            });
        }
    }

    @Test
    void a_row_that_goes_back_too_early_is_caught() {
        assertThat(Verdict.on(ForgetsWhenToTryAgain.class))
                .containsExactlyInAnyOrder(
                        "a_row_that_goes_back_waits_until_it_is_due",
                        "a_row_that_went_back_is_before_the_younger_again",
                        PROPERTY);
    }

    static class ForgetsWhenToTryAgain extends LyingOutboxTest.Liar {
        ForgetsWhenToTryAgain() {
            super(new ForwardingOutbox(LyingOutboxTest.honest()) {
                @Override
                public CompletionStage<Outcome<List<Long>>> settle(
                        String queue, Claimant claimant, List<Settlement> settlements, Instant now) {
                    return super.settle(
                            queue,
                            claimant,
                            settlements.stream()
                                    .map(end -> new Settlement(
                                            end.id(), end.state(), end.messageId(), end.reason(), end.attempts(), null))
                                    .toList(),
                            now);
                }
            });
        }
    }

    static <T> T now(CompletionStage<Outcome<T>> stage) {
        return stage.toCompletableFuture().join().orThrow();
    }

    /** Knows who claimed which row last. */
    static class Watching extends ForwardingOutbox {
        final TreeMap<String, Claimant> held = new TreeMap<>();

        Watching() {
            super(LyingOutboxTest.honest());
        }

        @Override
        public CompletionStage<Outcome<List<OutboxRow>>> claim(
                String queue, Claimant claimant, int limit, Instant now) {
            List<OutboxRow> rows = LyingAttemptsTest.now(super.claim(queue, claimant, limit, now));
            rows.forEach(row -> held.put(queue + " " + row.id(), claimant));
            return Answer.of(rows);
        }

        Claimant holder(String queue, long id) {
            return held.getOrDefault(queue + " " + id, new Claimant("nobody", 0));
        }

        /** Rows of the queue whose claimant is an earlier one of that owner. */
        TreeMap<Long, Claimant> heldBefore(String queue, Claimant claimant) {
            TreeMap<Long, Claimant> before = new TreeMap<>();
            held.forEach((place, holder) -> {
                boolean isEarlier = holder.owner().equals(claimant.owner()) && holder.fence() < claimant.fence();
                if (isEarlier && place.startsWith(queue + " ")) {
                    before.put(Long.parseLong(place.substring(queue.length() + 1)), holder);
                }
            });
            return before;
        }
    }
}
