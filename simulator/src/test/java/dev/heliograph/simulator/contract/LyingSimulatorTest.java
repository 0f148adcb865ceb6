// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.heliograph.simulator.SimulatorTransportProvider;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.transport.Capabilities;
import dev.heliograph.spi.transport.Transport;
import dev.heliograph.spi.transport.TransportProvider;
import dev.heliograph.testkit.transport.TransportContract;
import dev.heliograph.testkit.transport.TransportFixture;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Lies about what only a transport with every facet can lie about are caught, by the clause that is about them. */
class LyingSimulatorTest {
    private static TransportFixture lying(UnaryOperator<Transport> lie) {
        return TransportFixture.inVirtualTime(new LyingProvider(lie), "seed=7");
    }

    private static List<String> failed(Class<? extends TransportContract> contract) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(contract))
                .execute()
                .testEvents()
                .failed()
                .stream()
                .map(event -> event.getTestDescriptor().getSource().orElseThrow())
                .map(source -> ((MethodSource) source).getMethodName())
                .toList();
    }

    private static void caught(Class<? extends TransportContract> contract, String... clauses) {
        assertThat(failed(contract)).contains(clauses);
    }

    @Test
    void an_honest_wrapper_is_not_accused() {
        assertThat(failed(Honest.class)).isEmpty();
    }

    static final class Honest extends TransportContract {
        @Override
        protected TransportFixture fixture() {
            return lying(Liars.nobody());
        }
    }

    @Nested
    class Sending {
        @Test
        void entities_that_are_lost_is_caught() {
            caught(LosesEntities.class, "entities_arrive_as_they_were_sent");
        }

        @Test
        void an_answer_to_nothing_is_caught() {
            caught(LosesReplies.class, "an_answer_names_what_it_answers");
        }

        @Test
        void a_doubt_that_is_kept_quiet_is_caught() {
            caught(CallsDoubtsHarmless.class, "what_is_not_called_ambiguous_is_certain_whenever_the_connection_is_cut");
        }
    }

    @Nested
    class Changing {
        @Test
        void an_edit_that_is_refused_for_changing_nothing_is_caught() {
            caught(RefusesTheSameText.class, "an_edit_to_the_same_text_is_a_success");
        }

        @Test
        void an_edit_that_was_not_made_is_caught() {
            caught(ForgetsEdits.class, "an_edit_keeps_the_id_and_changes_the_text", "an_edit_of_nothing_is_not_found");
        }

        @Test
        void a_deletion_that_counts_what_was_there_is_caught() {
            caught(CountsOnlyWhatWasThere.class, "what_is_gone_already_counts_as_deleted");
        }

        @Test
        void a_forward_that_is_repeated_is_caught() {
            caught(ForwardsTwice.class, "a_repeated_number_is_forwarded_once_where_duplicates_are_known");
        }
    }

    @Nested
    class Reading {
        @Test
        void the_oldest_first_is_caught() {
            caught(ReadsOldestFirst.class, "the_newest_message_comes_first");
        }

        @Test
        void more_that_is_not_there_is_caught() {
            caught(PromisesMore.class, "a_search_finds_the_word_and_nothing_else");
        }

        @Test
        void a_total_that_is_wrong_is_caught() {
            caught(Miscounts.class, "a_total_is_right_or_not_told");
        }

        @Test
        void a_start_that_is_ignored_is_caught() {
            caught(IgnoresBefore.class, "before_an_id_come_only_smaller_ones", "pages_together_are_the_whole");
        }

        @Test
        void an_offset_that_is_ignored_is_caught() {
            caught(IgnoresOffsets.class, "an_offset_passes_over_the_newest");
        }

        @Test
        void a_search_that_is_ignored_is_caught() {
            caught(IgnoresSearches.class, "a_search_finds_the_word_and_nothing_else");
        }

        @Test
        void a_channel_that_is_called_a_group_is_caught() {
            caught(CallsChannelsGroups.class, "a_channel_is_a_channel");
        }
    }

    @Nested
    class Declaring {
        @Test
        void a_facet_that_is_not_declared_is_caught() {
            caught(HidesHistory.class, "the_facet_of_history_is_there_exactly_where_declared");
        }

        @Test
        void a_declared_facet_that_answers_unsupported_is_caught() {
            caught(AnswersUnsupported.class, "no_facet_answers_unsupported");
        }
    }

    static final class LosesEntities extends TransportContract {
        @Override
        protected TransportFixture fixture() {
            return lying(Liars.losesEntities());
        }
    }

    static final class LosesReplies extends TransportContract {
        @Override
        protected TransportFixture fixture() {
            return lying(Liars.losesReplies());
        }
    }

    static final class CallsDoubtsHarmless extends TransportContract {
        @Override
        protected TransportFixture fixture() {
            return lying(Liars.callsDoubtsHarmless());
        }
    }

    static final class RefusesTheSameText extends TransportContract {
        @Override
        protected TransportFixture fixture() {
            return lying(Liars.refusesTheSameText());
        }
    }

    static final class ForgetsEdits extends TransportContract {
        @Override
        protected TransportFixture fixture() {
            return lying(Liars.forgetsEdits());
        }
    }

    static final class CountsOnlyWhatWasThere extends TransportContract {
        @Override
        protected TransportFixture fixture() {
            return lying(Liars.countsOnlyWhatWasThere());
        }
    }

    static final class ForwardsTwice extends TransportContract {
        @Override
        protected TransportFixture fixture() {
            return lying(Liars.forwardsTwice());
        }
    }

    static final class ReadsOldestFirst extends TransportContract {
        @Override
        protected TransportFixture fixture() {
            return lying(Liars.readsOldestFirst());
        }
    }

    static final class PromisesMore extends TransportContract {
        @Override
        protected TransportFixture fixture() {
            return lying(Liars.promisesMore());
        }
    }

    static final class Miscounts extends TransportContract {
        @Override
        protected TransportFixture fixture() {
            return lying(Liars.miscounts());
        }
    }

    static final class IgnoresBefore extends TransportContract {
        @Override
        protected TransportFixture fixture() {
            return lying(Liars.ignoresBefore());
        }
    }

    static final class IgnoresOffsets extends TransportContract {
        @Override
        protected TransportFixture fixture() {
            return lying(Liars.ignoresOffsets());
        }
    }

    static final class IgnoresSearches extends TransportContract {
        @Override
        protected TransportFixture fixture() {
            return lying(Liars.ignoresSearches());
        }
    }

    static final class CallsChannelsGroups extends TransportContract {
        @Override
        protected TransportFixture fixture() {
            return lying(Liars.callsChannelsGroups());
        }
    }

    static final class HidesHistory extends TransportContract {
        @Override
        protected TransportFixture fixture() {
            return lying(Liars.hidesHistory());
        }
    }

    static final class AnswersUnsupported extends TransportContract {
        @Override
        protected TransportFixture fixture() {
            return lying(Liars.answersUnsupported());
        }
    }

    /** Opens the simulator with the lie around it. */
    private record LyingProvider(UnaryOperator<Transport> lie) implements TransportProvider {
        @Override
        public String scheme() {
            return "liar";
        }

        @Override
        public String description() {
            return "Lies.";
        }

        @Override
        public int apiLevel() {
            return new SimulatorTransportProvider().apiLevel();
        }

        @Override
        public List<Setting<?>> settings() {
            return new SimulatorTransportProvider().settings();
        }

        @Override
        public Capabilities capabilities() {
            return new SimulatorTransportProvider().capabilities();
        }

        @Override
        public Transport open(Settings settings, PluginContext context) {
            return lie.apply(new SimulatorTransportProvider().open(settings, context));
        }
    }
}
