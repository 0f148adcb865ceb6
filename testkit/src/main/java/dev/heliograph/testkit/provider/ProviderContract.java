// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.heliograph.spi.PluginApi;
import dev.heliograph.spi.Provider;
import dev.heliograph.spi.Setting;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What every provider keeps to, so that it can be found, explained and opened. The author's proof:
 *
 * <pre>{@code
 * class AcmeProviderContractTest extends ProviderContract {
 *     @Override protected Provider provider() { return new AcmeProvider(); }
 * }
 * }</pre>
 */
public abstract class ProviderContract {
    private static final List<String> SECRET_WORDS = List.of("token", "secret", "password", "passphrase");

    /** For authors to extend. */
    protected ProviderContract() {}

    /** A new provider each time. */
    protected abstract Provider provider();

    @Nested
    class Construction {
        @Test
        void the_class_is_public_and_final() {
            int modifiers = provider().getClass().getModifiers();
            assertThat(Modifier.toString(modifiers)).contains("public").contains("final");
        }

        @Test
        void there_is_a_public_constructor_without_arguments() {
            assertThat(provider().getClass().getConstructors())
                    .as("public constructors")
                    .anyMatch(constructor -> constructor.getParameterCount() == 0);
        }

        @Test
        void constructing_and_asking_starts_no_thread() {
            LiveThreads threads = LiveThreads.now();
            Provider provider = provider();
            List<String> answers = List.of(provider.scheme(), provider.description());
            assertThat(threads.since()).as("threads started for " + answers).isEmpty();
        }

        @Test
        void it_holds_no_state() {
            Stream<String> fields = Arrays.stream(provider().getClass().getDeclaredFields())
                    .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
                    .map(Field::getName);
            assertThat(fields).as("fields of instances").isEmpty();
        }
    }

    @Nested
    class Introduction {
        @Test
        void the_scheme_is_of_lower_case_letters_digits_and_hyphens() {
            assertThat(provider().scheme()).matches("[a-z][a-z0-9-]*");
        }

        @Test
        void the_description_is_one_sentence() {
            assertThat(provider().description()).isNotBlank().endsWith(".").doesNotContain("\n");
        }

        @Test
        void the_api_level_is_one_that_this_core_knows() {
            assertThat(provider().apiLevel()).isBetween(1, PluginApi.LEVEL);
        }

        @Test
        void two_instances_answer_the_same() {
            Provider first = provider();
            Provider second = provider();
            assertThat(second.scheme()).isEqualTo(first.scheme());
            assertThat(keys(second)).isEqualTo(keys(first));
        }
    }

    @Nested
    class DeclaredSettings {
        @Test
        void keys_are_unique() {
            assertThat(keys(provider())).doesNotHaveDuplicates();
        }

        @Test
        void keys_can_be_written_in_an_address() {
            assertThat(keys(provider()))
                    .allMatch(key -> key.equals(Setting.REST) || key.matches("[A-Za-z][A-Za-z0-9.-]*"));
        }

        @Test
        void each_is_explained_by_a_sentence_and_a_type() {
            for (Setting<?> setting : provider().settings()) {
                assertThat(setting.sentence())
                        .as(setting.key())
                        .isNotBlank()
                        .endsWith(".")
                        .doesNotContain("\n");
                assertThat(setting.type()).as(setting.key()).isNotBlank();
            }
        }

        @Test
        void defaults_are_accepted_by_their_own_parsers() {
            for (Setting<?> setting : provider().settings()) {
                String fallback = setting.fallback();
                if (fallback != null) {
                    assertThatCode(() -> setting.parser().apply(fallback))
                            .as("default '%s' of setting '%s'", fallback, setting.key())
                            .doesNotThrowAnyException();
                }
            }
        }

        @Test
        void a_wrong_value_is_refused_with_what_was_expected() {
            for (Setting<?> setting : provider().settings()) {
                RuntimeException refusal = refusal(setting, "\u0001 no such value");
                if (refusal != null) {
                    assertThat(refusal).as(setting.key()).isInstanceOf(IllegalArgumentException.class);
                    assertThat(refusal.getMessage()).as(setting.key()).isNotBlank();
                }
            }
        }

        @Test
        void what_sounds_secret_is_declared_secret() {
            assertThat(provider().settings())
                    .filteredOn(setting -> soundsSecret(setting.key()))
                    .allMatch(Setting::secret);
        }

        @Test
        void a_refused_secret_is_not_repeated() {
            for (Setting<?> setting : provider().settings()) {
                RuntimeException refusal = setting.secret() ? refusal(setting, "\u0001 hunter2") : null;
                if (refusal != null) {
                    assertThat(String.valueOf(refusal.getMessage()))
                            .as(setting.key())
                            .doesNotContain("hunter2");
                }
            }
        }
    }

    @Nested
    class Registration {
        @Test
        void it_is_found_on_the_class_path() {
            Provider provider = provider();
            assertThat(Registrations.found(provider))
                    .as("classes that META-INF/services leads to")
                    .contains(provider.getClass().getName());
        }

        @Test
        void a_module_descriptor_provides_what_the_class_path_lists() {
            Provider provider = provider();
            Registrations.inModule(provider)
                    .ifPresent(provided -> assertThat(provided)
                            .as("classes that the module provides")
                            .isEqualTo(new TreeSet<>(Registrations.listed(provider))));
        }
    }

    private static List<String> keys(Provider provider) {
        return provider.settings().stream().map(Setting::key).toList();
    }

    private static boolean soundsSecret(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        return SECRET_WORDS.stream().anyMatch(lower::contains);
    }

    private static @Nullable RuntimeException refusal(Setting<?> setting, String value) {
        try {
            Object accepted = setting.parser().apply(value);
            assertThat(accepted).as(setting.key()).isNotNull();
            return null;
        } catch (RuntimeException refused) {
            return refused;
        }
    }
}
