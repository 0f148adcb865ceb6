// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownV2ParserTest {

    private static FormattedText parse(String markup) {
        return FormattedText.parse(markup, ParseMode.MARKDOWN_V2);
    }

    static Stream<Arguments> marks() {
        return Stream.of(
                arguments("*bold text*", "bold text", "BOLD@0+9"),
                arguments("*bold \\*text*", "bold *text", "BOLD@0+10"),
                arguments("_italic \\*text_", "italic *text", "ITALIC@0+12"),
                arguments("__underline__", "underline", "UNDERLINE@0+9"),
                arguments("~strikethrough~", "strikethrough", "STRIKETHROUGH@0+13"),
                arguments("||spoiler||", "spoiler", "SPOILER@0+7"),
                arguments(
                        "*bold _italic bold ~italic bold strikethrough ||italic bold strikethrough spoiler||~ "
                                + "__underline italic bold___ bold*",
                        "bold italic bold italic bold strikethrough italic bold strikethrough spoiler "
                                + "underline italic bold bold",
                        "BOLD@0+103 ITALIC@5+93 STRIKETHROUGH@17+59 SPOILER@43+33 UNDERLINE@77+21"),
                arguments(
                        "[inline URL](http://www.example.com/)",
                        "inline URL",
                        "TEXT_LINK@0+10=http://www.example.com/"),
                arguments(
                        "[inline mention of a user](tg://user?id=123456789)",
                        "inline mention of a user",
                        "TEXT_MENTION@0+24=123456789"),
                arguments("![👍](tg://emoji?id=5368324170671202286)", "👍", "CUSTOM_EMOJI@0+2=5368324170671202286"),
                arguments("`inline fixed-width code`", "inline fixed-width code", "CODE@0+23"),
                arguments("```\nblock of code\n```", "block of code", "PRE@0+13"),
                arguments("```python\nblock of code\n```", "block of code", "PRE@0+13=python"),
                arguments(">quoted\n>more\nplain", "quoted\nmore\nplain", "BLOCKQUOTE@0+12"),
                arguments(
                        ">first\n**>second\n>last||\nplain",
                        "first\nsecond\nlast\nplain",
                        "BLOCKQUOTE@0+6 EXPANDABLE_BLOCKQUOTE@6+12"),
                arguments("**>only\n>hidden||", "only\nhidden", "EXPANDABLE_BLOCKQUOTE@0+11"),
                arguments("a _b_\r__c__", "a bc", "ITALIC@2+1 UNDERLINE@3+1"),
                arguments("a _b **__c___", "a b c", "ITALIC@2+3 UNDERLINE@4+1"),
                arguments("🏟 🏟_🏟 __🏟___", "🏟 🏟🏟 🏟", "ITALIC@5+5 UNDERLINE@8+2"),
                arguments("🏟 🏟__🏟 _🏟_\\___", "🏟 🏟🏟 🏟_", "UNDERLINE@5+6 ITALIC@8+2"),
                arguments("🏟```🏟 🏟```", "🏟 🏟", "PRE@2+3=🏟"),
                arguments("a```b\n\n\\`c```", "a\n`c", "PRE@1+3=b"),
                arguments("a**b``c````````d", "abcd", ""),
                arguments("*a**b*", "ab", "BOLD@0+2"),
                arguments("*a`b`c*", "abc", "BOLD@0+1 CODE@1+1 BOLD@2+1"),
                arguments("[telegram\\.org]a", "telegram.orga", "TEXT_LINK@0+12=http://telegram.org/"),
                arguments("[a](nowhere)b", "ab", ""),
                arguments("[a](https://e.org/?\\(\\))b", "ab", "TEXT_LINK@0+1=https://e.org/?()"),
                arguments("[a _b_](e.org)", "a b", "TEXT_LINK@0+3=http://e.org/ ITALIC@2+1"),
                arguments("a![👍](TG://EMoJI/?test=1231&id=25#id=32)a", "a👍a", "CUSTOM_EMOJI@1+2=25"),
                arguments(">*b\n>ld*\nasd", "b\nld\nasd", "BLOCKQUOTE@0+5 BOLD@0+4"),
                arguments("*a\n>b\n>c\nd*\ne", "a\nb\nc\nd\ne", "BOLD@0+7 BLOCKQUOTE@2+4"),
                arguments("`>b\n`\n>c\nd", ">b\n\nc\nd", "CODE@0+3 BLOCKQUOTE@4+2"),
                arguments(">a||b||\nc", "ab\nc", "BLOCKQUOTE@0+3 SPOILER@1+1"),
                arguments(">a||b||||\r\nc", "ab\nc", "EXPANDABLE_BLOCKQUOTE@0+3 SPOILER@1+1"),
                arguments("\\a\\1\\➡\\", "a1\\➡\\", ""),
                arguments("  *  a  *  ", "  a", "BOLD@0+3"),
                arguments("[y](https://example.com/a b)", "y", "TEXT_LINK@0+1=https://example.com/a%20b"));
    }

    @ParameterizedTest
    @MethodSource
    void marks(String markup, String text, String entities) {
        FormattedText parsed = parse(markup);
        assertThat(parsed.text()).isEqualTo(text);
        assertThat(Shown.entities(parsed)).isEqualTo(entities);
    }

    @Nested
    class Errors {

        static Stream<Arguments> positions() {
            return Stream.of(
                    arguments("🏟 🏟_abacaba", 5),
                    arguments("🏟 🏟_abac * asd ", 11),
                    arguments("🏟 🏟`", 5),
                    arguments("🏟 🏟```", 5),
                    arguments("🏟 🏟```a ", 5),
                    arguments("🏟 🏟__🏟 🏟_", 12),
                    arguments("🏟 🏟_🏟 🏟__", 11),
                    arguments("a```b `", 6),
                    arguments("a__b _c___", 9),
                    arguments("a||test\\|", 1),
                    arguments("[telegram\\.org](asd\\)", 16),
                    arguments("[telegram\\.org](", 16),
                    arguments("a![👍]", 6),
                    arguments("a![👍", 1),
                    arguments("a![👍](tg://emoji?id=1234", 7),
                    arguments("a![👍](t://emoji?id=1234)", 7),
                    arguments("a![👍](tg://emoji?id=025)", 7),
                    arguments("a>", 1),
                    arguments("`a\n`>b", 4),
                    arguments(">a||\r", 2),
                    arguments("a!", 1),
                    arguments("a|b", 1),
                    arguments(">\n*a*>2", 5),
                    arguments(">*b\n>bo\nld*\nasd", 1),
                    arguments(">asd\n>q||e||w||\n||asdad", 16),
                    arguments(">asd\n>q||ew\n||asdad", 7),
                    arguments(">asd\n>q||e||w__\n||asdad", 13));
        }

        @ParameterizedTest
        @MethodSource
        void positions(String markup, int position) {
            assertThatExceptionOfType(MarkupException.class)
                    .isThrownBy(() -> parse(markup))
                    .satisfies(e -> assertThat(e.position()).isEqualTo(position));
        }

        @ParameterizedTest
        @ValueSource(chars = {']', '(', ')', '#', '+', '-', '=', '|', '{', '}', '.', '!'})
        void every_reserved_character_must_be_escaped(char reserved) {
            assertThatExceptionOfType(MarkupException.class)
                    .isThrownBy(() -> parse("ab" + reserved))
                    .withMessage("can't parse the markup at position 2: found the reserved character '" + reserved
                            + "', expected it escaped as '\\" + reserved + "'");
        }

        @Test
        void a_message_of_several_lines_names_line_and_column() {
            assertThatExceptionOfType(MarkupException.class)
                    .isThrownBy(() -> parse("one\ntwo\nab.c"))
                    .withMessageContaining("position 10 (3:3)");
        }
    }
}
