// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.heliograph.model.ConfigurationException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    @Nested
    class Forms {
        @Test
        void a_scheme_alone_is_an_address() {
            assertThat(Address.parse("memory:").scheme()).isEqualTo("memory");
            assertThat(Address.parse("memory:").rest()).isEmpty();
            assertThat(Address.parse("memory:").parameters()).isEmpty();
        }

        @Test
        void the_rest_is_taken_as_it_is_written() {
            assertThat(Address.parse("redis://localhost:6379/0?x=1").rest()).isEqualTo("//localhost:6379/0");
            assertThat(Address.parse("sqlite:helio%20graph.db").rest()).isEqualTo("helio%20graph.db");
        }

        @Test
        void settings_keep_their_order() {
            assertThat(Address.parse("simulator:?seed=7&chats=3&a=b").parameters())
                    .containsExactly(entry("seed", "7"), entry("chats", "3"), entry("a", "b"));
        }

        @Test
        void keys_and_values_are_percent_decoded() {
            assertThat(Address.parse("x:?a%20b=c%26d%3De&f=%C3%A4").parameters())
                    .containsExactly(entry("a b", "c&d=e"), entry("f", "ä"));
        }

        @Test
        void a_plus_is_a_plus() {
            assertThat(Address.parse("x:?phone=+4912345").parameters()).containsExactly(entry("phone", "+4912345"));
        }

        @Test
        void a_value_may_be_empty_or_hold_an_equals_sign_or_a_question_mark() {
            assertThat(Address.parse("x:?a=&b=c=d&e=f?g").parameters())
                    .containsExactly(entry("a", ""), entry("b", "c=d"), entry("e", "f?g"));
        }

        @Test
        void a_question_mark_without_settings_is_none() {
            assertThat(Address.parse("x:rest?").parameters()).isEmpty();
            assertThat(Address.parse("x:rest?").rest()).isEqualTo("rest");
        }
    }

    @Nested
    class Mistakes {
        @ParameterizedTest
        @ValueSource(strings = {"", ":", "Memory:", "7up:", "me mory:", "-x:", "mem_ory:"})
        void a_bad_scheme_says_what_was_expected(String text) {
            assertThatThrownBy(() -> Address.parse(text))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("expected scheme:rest?key=value");
        }

        @Test
        void a_missing_colon_is_explained() {
            assertThatThrownBy(() -> Address.parse("memory")).hasMessageContaining("write 'memory:'");
        }

        @ParameterizedTest
        @ValueSource(strings = {"x:?a", "x:?=1", "x:?a=1&", "x:?a=1&&b=2"})
        void settings_are_pairs(String text) {
            assertThatThrownBy(() -> Address.parse(text))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("expected key=value pairs");
        }

        @Test
        void a_setting_is_given_once() {
            assertThatThrownBy(() -> Address.parse("x:?a=1&%61=2"))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("'a' is given twice");
        }

        @ParameterizedTest
        @ValueSource(strings = {"x:?a=%", "x:?a=%4", "x:?a=%zz"})
        void a_percent_sign_is_followed_by_two_digits(String text) {
            assertThatThrownBy(() -> Address.parse(text))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("hexadecimal");
        }
    }

    @Nested
    class Secrets {
        @Test
        void the_text_form_shows_neither_values_nor_the_rest() {
            assertThat(Address.parse("redis://user:geheim@host?password=geheim&db=geheim"))
                    .hasToString("redis:?password&db");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Redis://user:geheim@host",
                    "123456:geheim",
                    "Redis:?password=geheim",
                    "x:?password=geheim&geheim",
                    "x:?password=geheim%",
                    "x:?a=geheim&a=geheim",
                    "memory?password=geheim"
                })
        void no_error_shows_a_value(String text) {
            assertThatThrownBy(() -> Address.parse(text))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageNotContaining("geheim");
        }
    }
}
