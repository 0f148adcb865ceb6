// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageLinkTest {

    @ParameterizedTest
    @CsvSource({
        "t.me/Abc/55, @abc, 55",
        "https://t.me/abc/3/55?single, @abc, 55",
        "https://abc.t.me/55, @abc, 55",
        "t.me/s/abc/55, @abc, 55",
        "https://t.me/c/1234567890/55, -1001234567890, 55",
        "t.me/c/1234567890/3/55, -1001234567890, 55",
        "tg://resolve?domain=abc&post=55&thread=3, @abc, 55",
        "tg://privatepost?channel=1234567890&post=55, -1001234567890, 55",
        "' tg://openmessage?user_id=7&message_id=55 ', 7, 55",
        "t.me/abc/2147483647, @abc, 2147483647"
    })
    void a_link_names_a_message_of_a_chat(String link, String peer, long id) {
        assertThat(MessageLink.parse(link)).isEqualTo(new MessageLink(Peer.of(peer), id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "55",
                "@abc",
                "t.me/abc",
                "t.me/c/1234567890",
                "t.me/abc/55?comment=7",
                "tg://user?id=7",
                "https://example.com/abc/55",
                ""
            })
    void what_names_none_is_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MessageLink.parse(text))
                .withMessage("expected the link of a message, such as t.me/username/5 or t.me/c/1234567890/5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"t.me/abc/2147483648", "tg://resolve?domain=abc&post=99999999999999999999"})
    void an_id_that_is_too_large_is_out_of_range(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MessageLink.parse(text))
                .withMessageContaining("out of range");
    }
}
