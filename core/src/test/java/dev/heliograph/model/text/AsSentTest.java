// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model.text;

import static dev.heliograph.model.text.TextEntity.Kind.BLOCKQUOTE;
import static dev.heliograph.model.text.TextEntity.Kind.BOLD;
import static dev.heliograph.model.text.TextEntity.Kind.CODE;
import static dev.heliograph.model.text.TextEntity.Kind.CUSTOM_EMOJI;
import static dev.heliograph.model.text.TextEntity.Kind.ITALIC;
import static dev.heliograph.model.text.TextEntity.Kind.MENTION;
import static dev.heliograph.model.text.TextEntity.Kind.PRE;
import static dev.heliograph.model.text.TextEntity.Kind.TEXT_LINK;
import static dev.heliograph.model.text.TextEntity.Kind.URL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AsSentTest {

    private static TextEntity link(String address) {
        return new TextEntity(TEXT_LINK, 0, 1, address);
    }

    private static String entities(String text, TextEntity... entities) {
        return Shown.entities(new FormattedText(text, List.of(entities)).asSent());
    }

    static Stream<Arguments> characters() {
        return Stream.of(
                arguments("a\tb\u0000c\u001fd\u000be", "a b c d e"),
                arguments("a\r\nb\rc\n\nd", "a\nbc\n\nd"),
                arguments("a\u2028b\u2029c\u202ad\u202ee\u2027\u202f", "abcde\u2027\u202f"),
                arguments("a\u0333b\u033fc\u030ad\u0301", "abcd\u0301"),
                arguments("a\u200eb\u200f\u200e\u200fc", "a\u200eb\u200c\u200c\u200fc"),
                arguments(" \n\t a \r\n ", "a"),
                arguments("\u00a0a\u2003", "\u00a0a\u2003"),
                arguments("a\u007f\u200b👍", "a\u007f\u200b👍"));
    }

    @ParameterizedTest
    @MethodSource
    void characters(String given, String kept) {
        assertThat(FormattedText.plain(given).asSent()).isEqualTo(FormattedText.plain(kept));
        assertThat(FormattedText.parse(given, ParseMode.NONE)).isEqualTo(FormattedText.plain(kept));
    }

    @Test
    void entities_move_with_the_characters_before_them() {
        assertThat(entities("\ra\rb\r\nc", TextEntity.of(BOLD, 1, 3), TextEntity.of(CODE, 6, 1)))
                .isEqualTo("BOLD@0+2 CODE@3+1");
    }

    @Test
    void an_entity_of_dropped_characters_is_gone() {
        assertThat(entities("a\r\u2028b", TextEntity.of(BOLD, 1, 2))).isEmpty();
    }

    @Test
    void what_touches_when_characters_are_gone_is_one() {
        assertThat(entities("a\rb", TextEntity.of(BOLD, 0, 1), TextEntity.of(BOLD, 2, 1)))
                .isEqualTo("BOLD@0+2");
    }

    @Test
    void of_what_crosses_its_like_the_first_stays() {
        assertThat(entities("abcd", link("e.org"), new TextEntity(CUSTOM_EMOJI, 0, 1, "5"), TextEntity.of(CODE, 0, 3)))
                .isEqualTo("CODE@0+3");
    }

    @Test
    void a_quotation_takes_the_place_of_what_holds_it() {
        assertThat(entities(
                        "abcde",
                        TextEntity.of(PRE, 0, 4),
                        TextEntity.of(BLOCKQUOTE, 1, 2),
                        TextEntity.of(ITALIC, 0, 5)))
                .isEqualTo("ITALIC@0+5 BLOCKQUOTE@1+2");
    }

    @Test
    void what_telegram_finds_is_left_to_it() {
        assertThat(entities("@ab e.org", TextEntity.of(MENTION, 0, 3), TextEntity.of(URL, 4, 5), link("b.org")))
                .isEqualTo("TEXT_LINK@0+1=http://b.org/");
    }

    @Nested
    class A_link {

        @Test
        void is_kept_as_telegram_writes_it() {
            assertThat(entities("a", link("HTTPS://E.org/a b"))).isEqualTo("TEXT_LINK@0+1=https://e.org/a%20b");
        }

        @Test
        void to_a_user_is_a_mention() {
            assertThat(entities("a", link("tg://user?id=7"))).isEqualTo("TEXT_MENTION@0+1=7");
        }

        @ParameterizedTest
        @ValueSource(strings = {"nowhere", "javascript:alert(1)", "https://", "ftp://e.org", "a b.org", "tg://a.b"})
        void that_telegram_refuses_is_refused_without_being_shown(String address) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> entities("abc", link(address)))
                    .withMessage("the link at 0 to 1 has an address that Telegram refuses:"
                            + " expected one such as https://example.com or tg://user?id=7");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab\ud83d", "ab\ude00c", "ab\ud83d\ud83d\ude00", "ab\ude00\ud83d"})
    void half_a_surrogate_pair_is_refused_with_its_place(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FormattedText.plain(text).asSent())
                .withMessageContaining("position 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "\u200b", "\ufeff\u2800", "\u202e\u00a0", "\u200e\u200f", "\u3000\ufffc", "\r"})
    void what_shows_nothing_is_blank(String text) {
        assertThat(FormattedText.plain(text).isBlank()).isTrue();
    }

    @Test
    void twice_is_once() {
        FormattedText text = new FormattedText(
                "\t a\rb  c \n",
                List.of(TextEntity.of(BOLD, 2, 2), TextEntity.of(ITALIC, 3, 3), TextEntity.of(BLOCKQUOTE, 7, 3)));
        assertThat(text.asSent().asSent()).isEqualTo(text.asSent());
    }
}
