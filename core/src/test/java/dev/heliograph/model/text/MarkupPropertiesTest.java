// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkupPropertiesTest {

    private static final int SEEDS = 3000;
    private static final List<String> PIECES = List.of(
            "a",
            "b ",
            " ",
            "\n",
            "\r",
            "\\",
            "*",
            "**",
            "***",
            "_",
            "__",
            "~",
            "~~",
            "|",
            "||",
            "`",
            "```",
            "```c\n",
            "[",
            "]",
            "](",
            "](e.org)",
            "](tg://user?id=5)",
            "(",
            ")",
            "![",
            "](tg://emoji?id=5)",
            ">",
            "\n>",
            "#",
            "+",
            "-",
            "=",
            "{",
            "}",
            ".",
            "!",
            "<",
            "<b>",
            "</b>",
            "<i>",
            "</i>",
            "</>",
            "<pre>",
            "</pre>",
            "<code>",
            "<code class='language-x'>",
            "</code>",
            "<a href='e.org'>",
            "</a>",
            "<blockquote>",
            "</blockquote>",
            "<blockquote expandable>",
            "<tg-emoji emoji-id='5'>",
            "<tg-spoiler>",
            "&",
            "&lt;",
            "&#65;",
            "\"",
            "'",
            "/",
            "\u00a0",
            "\u0333",
            "\u2028",
            "\u200e",
            "\t",
            "https://",
            "e.org/",
            ":80",
            "\u2003",
            "\u0000",
            "👍",
            "\ud83d",
            "\ude00",
            "é");

    private static String garbage(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder();
        int pieces = random.nextInt(1, 25);
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private static LongStream seeds() {
        return LongStream.range(0, SEEDS);
    }

    @ParameterizedTest
    @EnumSource
    void escaped_text_stays_literal(ParseMode mode) {
        seeds().forEach(seed -> {
            String text = garbage(seed);
            FormattedText parsed = FormattedText.parse(mode.escape(text), mode);
            assertThat(parsed).as("seed %d", seed).isEqualTo(FormattedText.parse(text, ParseMode.NONE));
        });
    }

    @ParameterizedTest
    @EnumSource
    void html_of_parsed_text_parses_to_the_same(ParseMode mode) {
        long parsedWithEntities = seeds().filter(seed -> {
                    FormattedText parsed;
                    try {
                        parsed = FormattedText.parse(garbage(seed), mode);
                    } catch (MarkupException e) {
                        return false;
                    }
                    FormattedText again = FormattedText.parse(parsed.toHtml(), ParseMode.HTML);
                    assertThat(again.text()).as("seed %d", seed).isEqualTo(parsed.text());
                    assertThat(again.entities()).as("seed %d", seed).isEqualTo(parsed.entities());
                    return !parsed.entities().isEmpty();
                })
                .count();
        assertThat(parsedWithEntities > 0).isEqualTo(mode != ParseMode.NONE);
    }

    @ParameterizedTest
    @EnumSource
    void what_was_parsed_is_in_the_form_that_is_sent(ParseMode mode) {
        long sent = seeds().filter(seed -> {
                    try {
                        FormattedText parsed = FormattedText.parse(garbage(seed), mode);
                        assertThat(parsed.asSent()).as("seed %d", seed).isEqualTo(parsed);
                        return true;
                    } catch (IllegalArgumentException markupOrHalfAPair) {
                        return false;
                    }
                })
                .count();
        assertThat(sent).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void garbage_is_refused_with_a_position_inside_it_or_taken(ParseMode mode) {
        seeds().forEach(seed -> {
            String text = garbage(seed);
            try {
                FormattedText.parse(text, mode);
            } catch (MarkupException e) {
                assertThat(mode).as("seed %d", seed).isIn(ParseMode.HTML, ParseMode.MARKDOWN_V2);
                assertThat(e.position()).as("seed %d", seed).isBetween(0, text.length());
            }
        });
    }

    /** A parser that recursed, or looked at its input again for every mark, would not come through these. */
    @Nested
    class LargeInput {
        private static final int SIZE = 1_000_000;

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "[",
                    "]",
                    "](",
                    "[](",
                    "[a](",
                    "[a](e.org ",
                    "*",
                    "* ",
                    "*a ",
                    "**a ",
                    "*a**b ",
                    "***a ",
                    "`",
                    "`` `",
                    "```",
                    "`a``",
                    "_",
                    "__a ",
                    "||a ",
                    "[**a ",
                    "[***a ",
                    "\\",
                    "(",
                    "a](b(",
                    "a.b.",
                    "a://*",
                    "a.bc/* ",
                    "a.bc/\\* ",
                    "a.bc/(",
                    "<",
                    "&",
                    "\n>"
                })
        void forgiving_markdown_reads_any_repetition(String unit) {
            String text = unit.repeat(SIZE / unit.length());
            assertThat(FormattedText.parse(text, ParseMode.MARKDOWN).text().length())
                    .isLessThanOrEqualTo(text.length());
        }

        @ParameterizedTest
        @ValueSource(strings = {"<", "<b>", "<a href='e.org'>", "<b ", "</", "<blockquote>"})
        void html_refuses_a_repetition_that_is_never_closed(String unit) {
            String text = unit.repeat(SIZE / unit.length());
            assertThatExceptionOfType(MarkupException.class)
                    .isThrownBy(() -> FormattedText.parse(text, ParseMode.HTML));
        }

        @ParameterizedTest
        @ValueSource(strings = {"[", "*_", "!["})
        void strict_markdown_refuses_a_repetition_that_is_never_closed(String unit) {
            String text = unit.repeat(SIZE / unit.length()) + "a";
            assertThatExceptionOfType(MarkupException.class)
                    .isThrownBy(() -> FormattedText.parse(text, ParseMode.MARKDOWN_V2));
        }

        @ParameterizedTest
        @ValueSource(strings = {"b", "a", "code", "blockquote", "tg-spoiler"})
        void deeply_nested_tags_are_read(String tag) {
            int depth = 100_000;
            String text = ("<" + tag + ">").repeat(depth) + "e.org" + ("</" + tag + ">").repeat(depth);
            FormattedText parsed = FormattedText.parse(text, ParseMode.HTML);
            assertThat(parsed.text()).isEqualTo("e.org");
            assertThat(parsed.entities()).hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 200, 2000, 100_000})
        void deeply_nested_links_are_read(int labelLength) {
            int depth = 200_000;
            String label = "a".repeat(labelLength);
            FormattedText parsed =
                    FormattedText.parse("[".repeat(depth) + label + "]".repeat(depth), ParseMode.MARKDOWN_V2);
            assertThat(parsed).isEqualTo(FormattedText.plain(label));
        }
    }
}
