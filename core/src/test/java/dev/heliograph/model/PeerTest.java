// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerTest {
    @ParameterizedTest
    @CsvSource({
        "12345, 12345",
        "-1001234567890, -1001234567890",
        "' 42 ', 42",
        "@Heliograph, @heliograph",
        "t.me/Heliograph, @heliograph",
        "https://t.me/helio_graph7/, @helio_graph7",
        "http://telegram.me/abc, @abc",
        "me, me",
        "SELF, me"
    })
    void an_address_is_read_as_people_write_it(String written, String shown) {
        assertThat(Peer.of(written)).hasToString(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345", "-1001234567890", "@name", "me"})
    void the_text_form_can_be_read_again(String text) {
        assertThat(Peer.of(Peer.of(text).toString())).isEqualTo(Peer.of(text));
    }

    @Test
    void a_user_may_be_called_me() {
        assertThatIllegalArgumentException().isThrownBy(() -> Peer.of("@me"));
        assertThat(Peer.of("@self").kind()).isEqualTo(Peer.Kind.USERNAME);
    }

    @Test
    void names_are_one_whatever_their_case() {
        assertThat(Peer.of("@AbC")).isEqualTo(Peer.of("@aBc"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "name",
                "@ab",
                "@1abc",
                "@a-b-c",
                "12.5",
                "9223372036854775808",
                "t.me/joinchat/AAAA",
                "@",
                "0"
            })
    void a_wrong_address_says_what_was_expected(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Peer.of(text)).withMessageContaining("expected");
    }

    @Test
    void a_name_has_at_most_32_characters() {
        assertThat(Peer.of("@" + "a".repeat(32)).kind()).isEqualTo(Peer.Kind.USERNAME);
        assertThatIllegalArgumentException().isThrownBy(() -> Peer.of("@" + "a".repeat(33)));
    }

    @Test
    void negative_ids_are_groups() {
        assertThat(new Peer.Id(-5).isGroup()).isTrue();
        assertThat(new Peer.Id(5).isGroup()).isFalse();
    }
}
