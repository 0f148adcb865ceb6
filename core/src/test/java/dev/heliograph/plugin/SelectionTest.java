// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Environment;
import dev.heliograph.spi.metrics.MetricsProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelectionTest {
    private static final Plugins PLUGINS = Plugins.installed(
            new ServiceFiles(Map.of(MetricsProvider.class.getName(), TypedMetricsProvider.class.getName())));

    private final Plugins.Selection selection =
            PLUGINS.select(Environment.of(Map.of("SECRET", "geheim", "SPAN", "7s")));

    private List<String> problemsOf(String address) {
        selection.metrics(address);
        return catchThrowableOfType(ConfigurationException.class, selection::check)
                .problems();
    }

    @Nested
    class Values {
        @Test
        void settings_are_typed_and_defaults_fill_in() {
            var chosen = selection.metrics("typed:place?token=abc&count=5");
            selection.check();

            assertThat(chosen.provider()).isInstanceOf(TypedMetricsProvider.class);
            assertThat(chosen.settings().get(TypedMetricsProvider.PLACE)).isEqualTo("place");
            assertThat(chosen.settings().get(TypedMetricsProvider.TOKEN)).isEqualTo("abc");
            assertThat(chosen.settings().get(TypedMetricsProvider.COUNT)).isEqualTo(5L);
            assertThat(chosen.settings().get(TypedMetricsProvider.WAIT)).isEqualTo(Duration.ofSeconds(10));
            assertThat(chosen.settings().get(TypedMetricsProvider.LOUD)).isFalse();
        }

        @Test
        void secrets_come_from_the_environment() {
            var chosen = selection.metrics("typed:?token=a-${env:SECRET}-b&wait=${env:SPAN}");
            selection.check();

            assertThat(chosen.settings().get(TypedMetricsProvider.TOKEN)).isEqualTo("a-geheim-b");
            assertThat(chosen.settings().get(TypedMetricsProvider.WAIT)).isEqualTo(Duration.ofSeconds(7));
        }

        @Test
        void secrets_come_from_files_without_their_line_end(@TempDir Path folder) throws IOException {
            Path file = Files.writeString(folder.resolve("token"), "gehe$im\\\n", StandardCharsets.UTF_8);
            var chosen = selection.metrics("typed:?token=${file:" + file + "}");
            selection.check();

            assertThat(chosen.settings().get(TypedMetricsProvider.TOKEN)).isEqualTo("gehe$im\\");
        }

        @Test
        void secrets_are_masked_in_the_text_form() {
            var chosen = selection.metrics("typed:?token=geheim&count=5");

            assertThat(chosen.settings().toString())
                    .contains("token=***", "count=5")
                    .doesNotContain("geheim");
        }

        @Test
        void an_undeclared_setting_is_a_bug_of_the_plugin() {
            var chosen = selection.metrics("typed:?token=abc");

            assertThatThrownBy(() -> chosen.settings().get(TypedMetricsProvider.UNDECLARED))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("undeclared");
        }
    }

    @Nested
    class Problems {
        @Test
        void a_missing_setting_is_told_with_its_purpose() {
            assertThat(problemsOf("typed:"))
                    .singleElement()
                    .asString()
                    .contains("typed", "'token'", "missing", "Opens the door.");
        }

        @Test
        void a_bad_value_is_shown_with_what_was_expected() {
            assertThat(problemsOf("typed:?token=x&count=ten"))
                    .singleElement()
                    .asString()
                    .contains("'count'", "'ten'", "1 to 10");
        }

        @Test
        void a_secret_by_its_place_is_not_shown_with_a_bad_value() {
            assertThat(problemsOf("typed:?token=x&count=http://user:SECRET@host/bot1:SECRET"))
                    .singleElement()
                    .asString()
                    .contains("'count'", "'http://***@host/bot***'", "1 to 10")
                    .doesNotContain("SECRET");
        }

        @Test
        void a_path_is_explained_by_a_plugin_that_takes_one() {
            assertThat(problemsOf("/var/metrics"))
                    .singleElement()
                    .asString()
                    .contains("address '/var/metrics'", "did you mean 'typed:/var/metrics'?");
        }

        @Test
        void a_word_is_not_explained_as_a_path() {
            assertThat(problemsOf("metrics")).singleElement().asString().doesNotContain("did you mean");
        }

        @Test
        void an_adapter_that_is_not_there_is_named_with_what_brings_it() {
            Plugins.Selection empty =
                    Plugins.installed(ClassLoader.getPlatformClassLoader()).select(Environment.of(Map.of()));
            empty.state("memory:");
            empty.state("own:");
            assertThat(catchThrowableOfType(ConfigurationException.class, empty::check)
                            .problems())
                    .satisfiesExactly(
                            memory -> assertThat(memory).contains("add dev.heliograph:heliograph-state-memory"),
                            own -> assertThat(own).doesNotContain("add "));
        }

        @Test
        void an_unknown_setting_is_told_with_the_known_ones() {
            assertThat(problemsOf("typed:?token=x&cuont=5"))
                    .singleElement()
                    .asString()
                    .contains("unknown setting 'cuont'", "token, count, wait, loud");
        }

        @Test
        void a_reference_to_nothing_is_told() {
            assertThat(problemsOf("typed:?token=${env:NOWHERE}"))
                    .singleElement()
                    .asString()
                    .contains("${env:NOWHERE}");
        }

        @Test
        void a_reference_to_nothing_is_told_once() {
            assertThat(problemsOf("typed:?token=x&count=${env:NOWHERE}")).hasSize(1);
        }

        @Test
        void an_unreadable_file_is_told(@TempDir Path folder) {
            assertThat(problemsOf("typed:?token=${file:" + folder.resolve("none") + "}"))
                    .singleElement()
                    .asString()
                    .contains("cannot be read");
        }

        @Test
        void a_bad_secret_is_not_shown() {
            assertThat(problemsOf("typed:?token=x&pin=geheim"))
                    .singleElement()
                    .asString()
                    .contains("'pin'")
                    .doesNotContain("geheim");
        }

        @Test
        void a_value_out_of_the_environment_is_not_shown() {
            assertThat(problemsOf("typed:?token=x&wait=${env:SECRET}"))
                    .singleElement()
                    .asString()
                    .contains("'wait'")
                    .doesNotContain("geheim");
        }

        @Test
        void a_rest_that_nobody_takes_is_told() {
            Plugins restless = Plugins.installed(
                    new ServiceFiles(Map.of(MetricsProvider.class.getName(), PlainMetricsProvider.class.getName())));
            Plugins.Selection other = restless.select(Environment.of(Map.of()));
            other.metrics("plain:rest");

            assertThatThrownBy(other::check)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("takes nothing between ':' and '?'");
        }

        @Test
        void an_unknown_scheme_is_told_with_the_installed_ones() {
            assertThat(problemsOf("prometheus:")).singleElement().asString().contains("'prometheus:'", "typed:");
        }

        @Test
        void a_kind_without_any_plugin_says_so() {
            selection.transport("simulator:");

            assertThatThrownBy(selection::check).hasMessageContaining("no transport plugin is on the class path");
        }

        @Test
        void all_problems_come_at_once_in_their_order() {
            selection.metrics("typed:?count=0&loud=maybe&x=1");
            selection.metrics("none:");
            selection.metrics("no address");
            selection.problem("something else");

            List<String> problems = catchThrowableOfType(ConfigurationException.class, selection::check)
                    .problems();
            assertThat(problems).hasSize(7);
            assertThat(problems.get(0)).contains("'token'");
            assertThat(problems.get(1)).contains("'count'");
            assertThat(problems.get(2)).contains("'loud'");
            assertThat(problems.get(3)).contains("'x'");
            assertThat(problems.get(4)).contains("'none:'");
            assertThat(problems.get(5)).contains("'no address'");
            assertThat(problems.get(6)).isEqualTo("something else");
        }

        @Test
        void nothing_is_provided_where_there_was_a_problem() {
            var chosen = selection.metrics("none:");

            assertThatIllegalStateException().isThrownBy(chosen::provider);
        }
    }
}
