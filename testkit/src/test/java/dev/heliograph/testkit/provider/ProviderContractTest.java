// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.spi.PluginApi;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.Provider;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.metrics.Metrics;
import dev.heliograph.spi.metrics.MetricsProvider;
import dev.heliograph.spi.metrics.NoMetrics;
import dev.heliograph.testkit.Verdict;
import dev.heliograph.time.SystemTimeline;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Providers that would surprise a fleet are caught. */
class ProviderContractTest {
    private static List<String> failed(Class<? extends ProviderContract> contract) {
        return Verdict.of(contract).failed();
    }

    @Nested
    class Lies {
        @Test
        void a_badly_made_provider_is_caught() {
            assertThat(failed(BadlyMadeContract.class))
                    .contains(
                            "the_class_is_public_and_final",
                            "there_is_a_public_constructor_without_arguments",
                            "it_holds_no_state",
                            "it_is_found_on_the_class_path");
        }

        @Test
        void a_provider_that_starts_a_thread_is_caught() {
            assertThat(failed(StartsThreadContract.class)).contains("constructing_and_asking_starts_no_thread");
        }

        @Test
        void a_badly_introduced_provider_is_caught() {
            assertThat(failed(BadlyMadeContract.class))
                    .contains(
                            "the_scheme_is_of_lower_case_letters_digits_and_hyphens",
                            "the_description_is_one_sentence",
                            "the_api_level_is_one_that_this_core_knows");
        }

        @Test
        void bad_settings_are_caught() {
            assertThat(failed(BadlyMadeContract.class))
                    .contains(
                            "keys_are_unique",
                            "keys_can_be_written_in_an_address",
                            "each_is_explained_by_a_sentence_and_a_type",
                            "defaults_are_accepted_by_their_own_parsers",
                            "a_wrong_value_is_refused_with_what_was_expected",
                            "what_sounds_secret_is_declared_secret",
                            "a_refused_secret_is_not_repeated");
        }

        @Test
        void a_provider_that_nobody_registered_is_caught() {
            assertThat(failed(UnregisteredContract.class)).containsExactly("it_is_found_on_the_class_path");
        }
    }

    @Nested
    class Parameters {
        @Test
        void an_unknown_key_is_refused() {
            assertThatThrownBy(() -> Configured.of(new Unregistered(), "size=1", "colour=red"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("colour");
        }

        @Test
        void a_missing_value_is_refused() {
            assertThatThrownBy(() -> Configured.of(new Unregistered()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'size' is missing");
        }

        @Test
        void a_value_is_parsed() {
            var configured = Configured.of(new Unregistered(), "size=3");
            assertThat(configured.settings().get(Unregistered.SIZE)).isEqualTo(3);
        }
    }

    static final class BadlyMadeContract extends ProviderContract {
        @Override
        protected Provider provider() {
            return new BadlyMade(1);
        }
    }

    static final class StartsThreadContract extends ProviderContract {
        @Override
        protected Provider provider() {
            return new StartsThread();
        }
    }

    static final class UnregisteredContract extends ProviderContract {
        @Override
        protected Provider provider() {
            return new Unregistered();
        }
    }

    /** Good but for its registration. */
    public static final class Unregistered implements MetricsProvider {
        static final Setting<Long> SIZE = Setting.number("size", 0, 10, null, "How large it is.");

        public Unregistered() {}

        @Override
        public String scheme() {
            return "unregistered";
        }

        @Override
        public String description() {
            return "Cannot be found.";
        }

        @Override
        public int apiLevel() {
            return PluginApi.LEVEL;
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(SIZE);
        }

        @Override
        public Metrics open(Settings settings, PluginContext context) {
            return new NoMetrics();
        }
    }

    /** Wrong in every way that can be seen without opening it. */
    static class BadlyMade implements MetricsProvider {
        private final int level;

        BadlyMade(int level) {
            this.level = level;
        }

        @Override
        public String scheme() {
            return "Badly_Made";
        }

        @Override
        public String description() {
            return "no sentence";
        }

        @Override
        public int apiLevel() {
            return PluginApi.LEVEL + level;
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(
                    Setting.number("size", 0, 10, 11L, "How large it is."),
                    Setting.number("size", 0, 10, 1L, "How large it is."),
                    Setting.text("bot-token", "", "no sentence"),
                    Setting.text("a&b", "", "Cannot be written."),
                    new Setting<>("limit", "number", text -> List.<Integer>of().get(text.length()), null, false, "A."),
                    new Setting<>("key", "secret", BadlyMade::refuse, null, true, "What opens it."));
        }

        private static String refuse(String text) {
            throw new IllegalArgumentException("not a key: " + text);
        }

        @Override
        public Metrics open(Settings settings, PluginContext context) {
            return new NoMetrics();
        }
    }

    /** Begins to work when it is made. */
    static final class StartsThread extends BadlyMade {
        StartsThread() {
            super(0);
            SystemTimeline.start().context("early").loop("work", () -> {
                try {
                    new CountDownLatch(1).await(5, TimeUnit.SECONDS);
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }
}
