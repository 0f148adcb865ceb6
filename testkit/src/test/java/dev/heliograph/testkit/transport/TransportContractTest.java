// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.spi.transport.Transport;
import dev.heliograph.testkit.Verdict;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A contract that nobody can break proves nothing: every lie is caught by the clause that is about it. */
class TransportContractTest {
    private static TransportFixture around(UnaryOperator<Transport> liar) {
        return TransportFixture.inVirtualTime(new PlainTransportProvider(liar))
                .sabotagedBy((transport, erring) -> ((Liars.Liar) transport).plain.erring = erring);
    }

    private static void caught(Class<? extends TransportContract> contract, String... clauses) {
        assertThat(Verdict.of(contract).failed()).contains(clauses);
    }

    @Test
    void an_honest_wrapper_is_not_accused() {
        Verdict verdict = Verdict.of(Honest.class);
        assertThat(verdict.failed()).isEmpty();
        assertThat(verdict.clauses()).isGreaterThan(90);
    }

    static final class Honest extends TransportContract {
        @Override
        protected TransportFixture fixture() {
            return around(Liars.Liar::new);
        }
    }

    @Nested
    class Answers {
        @Test
        void a_wrong_chat_is_caught() {
            caught(TellsAnotherChat.class, "a_chat_named_by_its_id_is_answered_with_that_id");
        }

        @Test
        void an_id_of_zero_is_caught() {
            caught(TellsNoId.class, "a_sent_message_has_a_positive_id", "ids_of_one_chat_grow_in_the_order_of_sending");
        }

        @Test
        void a_message_that_was_dropped_is_caught() {
            caught(
                    DropsMessages.class,
                    "two_numbers_are_two_messages_even_with_the_same_text",
                    "what_was_accepted_in_haste_stands_once_and_what_was_throttled_does_not");
        }

        @Test
        void a_number_that_is_ignored_is_caught() {
            caught(ForgetsNumbers.class, "a_repeated_number_is_sent_once_where_duplicates_are_known");
        }

        @Test
        void a_text_that_is_changed_is_caught() {
            caught(
                    LosesCharacters.class,
                    "unusual_characters_arrive_as_they_were_sent",
                    "entities_arrive_as_they_were_sent");
        }

        @Test
        void a_refusal_that_is_kept_quiet_is_caught() {
            caught(
                    FindsEverybody.class,
                    "somebody_who_blocked_the_session_is_forbidden",
                    "a_name_that_nobody_has_is_not_found");
        }

        @Test
        void a_failure_that_is_thrown_is_caught() {
            caught(ThrowsFailures.class, "a_name_that_nobody_has_is_not_found");
        }

        @Test
        void a_call_that_blocks_is_caught() {
            caught(HoldsTheCallerUp.class, "no_call_holds_its_caller_up");
        }
    }

    @Nested
    class Doubts {
        @Test
        void an_error_that_is_taken_for_no_effect_is_caught() {
            caught(CallsErrorsCertain.class, "an_error_after_a_message_was_taken_is_ambiguous");
        }

        @Test
        void a_message_that_is_sent_again_after_an_error_is_caught() {
            caught(RepeatsAfterErrors.class, "an_error_after_a_message_was_taken_is_ambiguous");
        }
    }

    @Nested
    class Floods {
        @Test
        void a_flood_that_is_called_final_is_caught() {
            caught(
                    CallsFloodsFinal.class,
                    "sending_too_fast_is_throttled_with_a_wait",
                    "ids_of_one_chat_grow_in_the_order_of_sending");
        }

        @Test
        void a_wait_of_years_is_caught() {
            caught(AsksForYears.class, "sending_too_fast_is_throttled_with_a_wait");
        }

        @Test
        void a_flood_that_is_slept_through_is_caught() {
            caught(HidesFloods.class, "sending_too_fast_is_throttled_with_a_wait");
        }
    }

    @Nested
    class Declarations {
        @Test
        void a_facet_that_is_not_there_is_caught() {
            caught(
                    DeclaresWhatItLacks.class,
                    "the_facet_of_history_is_there_exactly_where_declared",
                    "nothing_is_offered_that_the_provider_did_not_announce");
        }

        @Test
        void an_option_that_is_ignored_is_caught() {
            caught(IgnoresSchedules.class, "scheduling_is_unsupported_exactly_where_not_declared");
        }
    }

    @Nested
    class Lives {
        @Test
        void an_answer_after_close_is_caught() {
            caught(AnswersAfterClose.class, "closing_completes_every_call_under_way", "nothing_completes_after_close");
        }

        @Test
        void a_disconnection_that_is_none_is_caught() {
            caught(StaysConnected.class, "a_disconnected_link_is_unavailable", "the_sink_is_told_of_the_disconnection");
        }

        @Test
        void another_account_is_caught() {
            caught(ChangesItsAccount.class, "connecting_again_gives_the_same_account");
        }

        @Test
        void a_token_that_shows_is_caught() {
            caught(ShowsItsToken.class, "the_text_forms_hold_no_secret");
        }
    }

    @Nested
    class Events {
        @Test
        void a_lost_event_is_caught() {
            caught(LosesEvents.class, "messages_arrive_in_the_order_in_which_they_were_sent");
        }

        @Test
        void an_event_that_comes_twice_is_caught() {
            caught(DeliversTwice.class, "a_message_arrives_once");
        }

        @Test
        void events_out_of_order_is_caught() {
            caught(DisordersEvents.class, "messages_arrive_in_the_order_in_which_they_were_sent");
        }

        @Test
        void an_event_that_a_full_sink_lost_is_caught() {
            caught(GivesUpOnAFullSink.class, "a_full_sink_is_offered_the_message_again");
        }
    }

    static final class TellsAnotherChat extends TransportContract {
        @Override
        protected TransportFixture fixture() {
            return around(Liars.TellsAnotherChat::new);
        }
    }

    static final class TellsNoId extends TransportContract {
        @Override
        protected TransportFixture fixture() {
            return around(Liars.TellsNoId::new);
        }
    }

    static final class DropsMessages extends TransportContract {
        @Override
        protected TransportFixture fixture() {
            return around(Liars.DropsMessages::new);
        }
    }

    static final class ForgetsNumbers extends TransportContract {
        @Override
        protected TransportFixture fixture() {
            return around(Liars.ForgetsNumbers::new);
        }
    }

    static final class LosesCharacters extends TransportContract {
        @Override
        protected TransportFixture fixture() {
            return around(Liars.LosesCharacters::new);
        }
    }

    static final class FindsEverybody extends TransportContract {
        @Override
        protected TransportFixture fixture() {
            return around(Liars.FindsEverybody::new);
        }
    }

    static final class CallsErrorsCertain extends TransportContract {
        @Override
        protected TransportFixture fixture() {
            return around(Repeaters.CallsErrorsCertain::new);
        }
    }

    static final class RepeatsAfterErrors extends TransportContract {
        @Override
        protected TransportFixture fixture() {
            return around(Repeaters.RepeatsAfterErrors::new);
        }
    }

    static final class ThrowsFailures extends TransportContract {
        @Override
        protected TransportFixture fixture() {
            return around(Liars.ThrowsFailures::new);
        }
    }

    static final class HoldsTheCallerUp extends TransportContract {
        @Override
        protected TransportFixture fixture() {
            return around(Liars.HoldsTheCallerUp::new);
        }
    }

    static final class CallsFloodsFinal extends TransportContract {
        @Override
        protected TransportFixture fixture() {
            return around(Liars.CallsFloodsFinal::new);
        }
    }

    static final class AsksForYears extends TransportContract {
        @Override
        protected TransportFixture fixture() {
            return around(Liars.AsksForYears::new);
        }
    }

    static final class HidesFloods extends TransportContract {
        @Override
        protected TransportFixture fixture() {
            return around(Liars.HidesFloods::new);
        }
    }

    static final class DeclaresWhatItLacks extends TransportContract {
        @Override
        protected TransportFixture fixture() {
            return around(Liars.DeclaresWhatItLacks::new);
        }
    }

    static final class IgnoresSchedules extends TransportContract {
        @Override
        protected TransportFixture fixture() {
            return around(Liars.IgnoresSchedules::new);
        }
    }

    static final class AnswersAfterClose extends TransportContract {
        @Override
        protected TransportFixture fixture() {
            return around(Liars.AnswersAfterClose::new);
        }
    }

    static final class StaysConnected extends TransportContract {
        @Override
        protected TransportFixture fixture() {
            return around(Liars.StaysConnected::new);
        }
    }

    static final class ChangesItsAccount extends TransportContract {
        @Override
        protected TransportFixture fixture() {
            return around(Liars.ChangesItsAccount::new);
        }
    }

    static final class ShowsItsToken extends TransportContract {
        @Override
        protected TransportFixture fixture() {
            return around(Liars.ShowsItsToken::new);
        }
    }

    static final class LosesEvents extends TransportContract {
        @Override
        protected TransportFixture fixture() {
            return around(Liars.LosesEvents::new);
        }
    }

    static final class DeliversTwice extends TransportContract {
        @Override
        protected TransportFixture fixture() {
            return around(Liars.DeliversTwice::new);
        }
    }

    static final class DisordersEvents extends TransportContract {
        @Override
        protected TransportFixture fixture() {
            return around(Liars.DisordersEvents::new);
        }
    }

    static final class GivesUpOnAFullSink extends TransportContract {
        @Override
        protected TransportFixture fixture() {
            return around(Liars.GivesUpOnAFullSink::new);
        }
    }
}
