// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of TDLib 1.8.67; its own parser is asked for many more where it is at hand. */
class LinkTargetTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "e.org|http://e.org/",
                "HTTPS://E.ORG/Path?Q=1#F|https://e.org/Path?Q=1#F",
                "https://e.org?a b|https://e.org/?a%20b",
                "https://e.org/a b?c=d e |https://e.org/a%20b?c=d%20e",
                "http://user:pw@e.org:080/|http://user:pw@e.org:80/",
                "e.org:65535|http://e.org:65535/",
                "mailto:a@e.org|http://mailto:a@e.org/",
                "e.org.|http://e.org./",
                ".org|http://.org/",
                "a..b|http://a..b/",
                "bücher.example/ü|http://bücher.example/ü",
                "пример.рф|http://пример.рф/",
                "e%20x.org|http://e%20x.org/",
                "[::1]|http://[::1]/",
                "https://[2001:DB8::1]:443/a|https://[2001:db8::1]:443/a",
                "[::ffff:1.2.3.4]|http://[::ffff:1.2.3.4]/",
                "[1:2:3:4:5:6:7:8]|http://[1:2:3:4:5:6:7:8]/",
                "1.2.3.4/x|http://1.2.3.4/x",
                "tg:resolve?domain=a|tg://resolve?domain=a",
                "TG://Resolve/?domain=a|tg://resolve?domain=a",
                "tg://resolve|tg://resolve/",
                "ton://transfer/x|ton://transfer/x",
                "TonSite://foo.ton|tonsite://foo.ton/",
                "tg://user?id=1099511627776|tg://user?id=1099511627776",
                "tg://user?id=07|tg://user?id=07",
                "tg://user?id=-7|tg://user?id=-7"
            })
    void what_telegram_takes_is_written_as_telegram_writes_it(String address, String written) {
        assertThat(LinkTarget.of(address)).isEqualTo(new LinkTarget(TextEntity.Kind.TEXT_LINK, written));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tg://user?id=7",
                "TG:USER/?x=1&ID=7#y",
                "tg:user?id=7&id=8",
                "tg://user?id=7\u202a",
                "tg:user?id=7 "
            })
    void a_user_is_mentioned(String address) {
        assertThat(LinkTarget.of(address)).isEqualTo(new LinkTarget(TextEntity.Kind.TEXT_MENTION, "7"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "nowhere",
                "localhost",
                ".",
                " https://e.org",
                "ftp://e.org",
                "http://",
                "https:///a.b",
                "e.org:",
                "e.org:0",
                "e.org:65536",
                "e.org:+5",
                "e.org:99999999999",
                "javascript:alert(1.5)",
                "tel:+15550001",
                "a b.org",
                "e%2.org",
                "e%zz.org",
                "e|x.org",
                "a@b@@",
                "[::1",
                "[]",
                "[1::2::3]",
                "[12345::]",
                "[1:2:3:4:5:6:7]",
                "[1:2:3:4:5:6:7::8]",
                "[::1.2.3.256]",
                "[fe80::1%25eth0]",
                "tg:",
                "tg://a.b",
                "tg://user:x@host",
                "tg://https://e.org",
                "tg://host:80",
                "ton://пример"
            })
    void what_telegram_refuses_is_none(String address) {
        assertThat(LinkTarget.of(address)).isNull();
    }
}
