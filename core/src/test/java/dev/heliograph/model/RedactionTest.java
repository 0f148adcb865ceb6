// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://user:SECRET@host/x|http://***@host/x",
                "https://SECRET@host|https://***@host",
                "redis://u:SEC/R?E#T@host:6379/0|redis://***@host:6379/0",
                "socks5://a:SE@CRET@proxy:1080|socks5://***@proxy:1080",
                "https://api.telegram.org/bot123:SECRET/getMe|https://api.telegram.org/bot***/getMe",
                "https://api.telegram.org/file/bot123%3ASECRET/a.jpg|https://api.telegram.org/file/bot***/a.jpg",
                "http://host/bot9SECRET|http://host/bot***",
                "http://host/?key=SECRET|http://host/?key=***",
                "http://host/p?a=SECRET&token=SECRET#x|http://host/p?a=***&token=***#x",
                "http://host/#access_token=SECRET|http://host/#access_token=***",
                "cannot reach 'http://u:SECRET@h/': refused|cannot reach 'http://***@h/': refused",
                "POST /bot7300000001:SECRET/sendMessage failed|POST /bot***/sendMessage failed",
                "got 7300000001:AAH-SECRET_SECRET_SECRET_SECRET here|got *** here",
                "first http://a:SECRET@h then http://b:SECRET@i|first http://***@h then http://***@i"
            })
    void what_is_a_secret_by_its_place_is_covered(String text, String covered) {
        assertThat(Redaction.of(text)).isEqualTo(covered).doesNotContain("SECRET");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://host/x y?token=SECRET#SECRET|http://host/x y?token=***#***",
                "http://user name:SECRET@host|http://***@host",
                "http://user:SEC RET@host/x|http://***@host/x",
                "http://host/bot123:SEC RET|http://host/bot***",
                "http://host/\"?SECRET|http://host/\"?***",
                "http://host/?SECRET&SECRET;a=SECRET|http://host/?***&***;a=***",
                "http://host/<b>?key=SECRET|http://host/<b>?key=***",
                "http://host/x|http://host/x",
                "7300000001:AAH-SECRET_SECRET_SECRET_SECRET|***",
            })
    void an_address_hides_what_stands_behind_a_blank_or_a_quote_too(String text, String covered) {
        assertThat(Redaction.ofAddress(text)).isEqualTo(covered).doesNotContain("SECRET");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://api.telegram.org",
                "http://127.0.0.1:8081/path",
                "http://host/botapi/v1",
                "sqlite:/var/lib/heliograph/state.db",
                "at 12:30:59.123 message 123456:789 was sent",
                "/home/robots/bottle.txt",
                "mail to a@example.org"
            })
    void what_is_no_secret_stays(String text) {
        assertThat(Redaction.of(text)).isEqualTo(text);
    }
}
