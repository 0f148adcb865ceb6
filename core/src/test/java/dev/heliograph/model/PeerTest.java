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
        "HTTPS://T.ME/Abc?start=x#y, @abc",
        "www.telegram.dog/abc, @abc",
        "abc.t.me, @abc",
        "https://abc.t.me/55, @abc",
        "t.me/s/abc, @abc",
        "t.me/abc/55, @abc",
        "https://t.me/abc/3/55?single, @abc",
        "https://t.me/abc/55?comment=7, @abc",
        "t.me/c/1234567890, -1001234567890",
        "https://t.me/c/1234567890/55, -1001234567890",
        "t.me/c/123/4/55, -1000000000123",
        "tg://resolve?domain=Abc, @abc",
        "tg:resolve?domain=abc&post=55, @abc",
        "TG://Resolve/?start=x&domain=abc, @abc",
        "tg://user?id=7, 7",
        "tg://openmessage?user_id=7&message_id=55, 7",
        "tg://openmessage?chat_id=7, -7",
        "tg://privatepost?channel=1234567890&post=55, -1001234567890",
        "4503599627370495, 4503599627370495",
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+15550001",
                "+1 (555) 000-1",
                " +15550001 ",
                "0155501234",
                "0049 30 1234567",
                "(555) 000-1234",
                "555-000-1234",
                "t.me/+15550001",
                "https://t.me/+15550001",
                "tg://resolve?phone=15550001"
            })
    void a_phone_number_is_no_address_and_is_not_shown(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Peer.of(text))
                .withMessage("a phone number is no address:"
                        + " expected a numeric id, '@username', 't.me/username' or 'me'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "t.me/+AbCdEf123",
                "https://t.me/joinchat/AbCdEf123",
                "t.me/JoinChat/AbCdEf123",
                "tg://join?invite=AbCdEf123",
                "telegram.me/+AbCdEf123"
            })
    void an_invitation_is_no_address_and_is_not_shown(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Peer.of(text))
                .withMessageStartingWith("an invitation is no address: expected")
                .satisfies(wrong -> assertThat(wrong.getMessage()).doesNotContain("AbCd"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "t.me",
                "t.me/",
                "t.me/addstickers/Abc",
                "https://t.me/share/url?url=x",
                "t.me/abc/def",
                "t.me/abc/1/2/3",
                "t.me/abc/0",
                "t.me/c/abc",
                "t.me/c/0/5",
                "t.me/c/+5/5",
                "t.me/c/1234567890123456",
                "tg://settings",
                "tg://resolve",
                "tg://user?id=abc",
                "tg://user?id=-5",
                "tg://privatepost?post=5",
                "https://example.com/abc",
                "example.com/abc"
            })
    void other_links_are_no_addresses(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Peer.of(text)).withMessageContaining("expected");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+5",
                "5-",
                "-",
                "--5",
                "-0",
                "007",
                "1_000",
                "1 0",
                "1,000",
                "1e6",
                "0x10",
                "5L",
                "\u0665\u0666",
                "\uff15\uff16",
                "-\u0665",
                "\u22125",
                "\u200b5"
            })
    void what_java_or_others_might_take_for_a_number_is_none(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Peer.of(text))
                .withMessageContaining("expected a numeric id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4503599627370496", "-4503599627370496", "9223372036854775808", "99999999999999999999999"})
    void a_number_that_is_no_id_is_out_of_range(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Peer.of(text))
                .withMessage("peer '" + text + "': expected an id of at most 52 bits; this one is out of range");
    }

    @Test
    void a_name_without_its_sign_is_asked_for() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Peer.of("alice"))
                .withMessageEndingWith("; did you mean '@alice'?");
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
