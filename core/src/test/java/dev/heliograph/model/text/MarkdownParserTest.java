// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownParserTest {

    private static FormattedText parse(String markup) {
        return FormattedText.parse(markup, ParseMode.MARKDOWN);
    }

    static Stream<Arguments> marks() {
        return Stream.of(
                arguments("**bold** *italic*", "bold italic", "BOLD@0+4 ITALIC@5+6"),
                arguments("__under__ ~~strike~~", "under strike", "UNDERLINE@0+5 STRIKETHROUGH@6+6"),
                arguments("||spoiler|| `code`", "spoiler code", "SPOILER@0+7 CODE@8+4"),
                arguments("***both***", "both", "BOLD@0+4 ITALIC@0+4"),
                arguments("*a **b***", "a b", "ITALIC@0+3 BOLD@2+1"),
                arguments("**a *b***", "a b", "BOLD@0+3 ITALIC@2+1"),
                arguments("**a *b** c*", "a *b c*", "BOLD@0+4"),
                arguments("**a *b* c**", "a b c", "BOLD@0+5 ITALIC@2+1"),
                arguments("**a****b**", "a****b", "BOLD@0+6"),
                arguments("[a](e.org:80/b) [a](user:x)", "a [a](user:x)", "TEXT_LINK@0+1=http://e.org:80/b"),
                arguments("👍 **👍**", "👍 👍", "BOLD@3+2"),
                arguments("```\ncode\n```", "code", "PRE@0+4"),
                arguments("```java\nint a;\n```\nb", "int a;\nb", "PRE@0+6=java"),
                arguments("```a b```c", "a bc", "PRE@0+3"),
                arguments("`**a** \\` b", "**a** \\ b", "CODE@0+7"),
                arguments("[text](https://e.org)", "text", "TEXT_LINK@0+4=https://e.org/"),
                arguments("[text](e.org/a_(b))", "text", "TEXT_LINK@0+4=http://e.org/a_(b)"),
                arguments("[text](e.org/\\))", "text", "TEXT_LINK@0+4=http://e.org/)"),
                arguments("[user](tg://user?id=7)", "user", "TEXT_MENTION@0+4=7"),
                arguments("[text]( e.org/a b )", "text", "TEXT_LINK@0+4=http://e.org/a%20b"),
                arguments("```\n  a\n b\n```", "  a\n b", "PRE@0+6"),
                arguments("[a **b**](e.org)", "a b", "TEXT_LINK@0+3=http://e.org/ BOLD@2+1"),
                arguments("**a [b](e.org) c**", "a b c", "BOLD@0+5 TEXT_LINK@2+1=http://e.org/"),
                arguments("[a [b](e.org) c](e.org)", "[a b c](e.org)", "TEXT_LINK@3+1=http://e.org/"),
                arguments("[a](b[c](e.org)", "[a](bc", "TEXT_LINK@5+1=http://e.org/"),
                arguments("\\*\\*a\\*\\* \\[b\\](e.org)", "**a** [b](e.org)", ""));
    }

    @ParameterizedTest
    @MethodSource
    void marks(String markup, String text, String entities) {
        FormattedText parsed = parse(markup);
        assertThat(parsed.text()).isEqualTo(text);
        assertThat(Shown.entities(parsed)).isEqualTo(entities);
    }

    static Stream<Arguments> addresses() {
        return Stream.of(
                arguments("**https://e.org/a**", "https://e.org/a", "BOLD@0+15"),
                arguments("*see https://e.org/a*, b", "see https://e.org/a, b", "ITALIC@0+19"),
                arguments("__https://e.org/a__b__", "https://e.org/a__b", "UNDERLINE@0+18"),
                arguments("~~https://e.org/~me~~", "https://e.org/~me", "STRIKETHROUGH@0+17"),
                arguments("||https://e.org/a||b", "https://e.org/ab", "SPOILER@0+15"),
                arguments("**https://e.org/a**—b", "https://e.org/a—b", "BOLD@0+15"),
                arguments("(https://e.org/a_(b))**c**", "(https://e.org/a_(b))c", "BOLD@21+1"),
                arguments("[https://e.org/a*b*](e.org)", "https://e.org/a*b*", "TEXT_LINK@0+18=http://e.org/"),
                arguments("https://e.org/a\\*b*c*", "https://e.org/a*b*c*", ""),
                arguments("`https://e.org/a` **b**", "https://e.org/a b", "CODE@0+15 BOLD@16+1"));
    }

    @ParameterizedTest
    @MethodSource
    void addresses(String markup, String text, String entities) {
        FormattedText parsed = parse(markup);
        assertThat(parsed.text()).isEqualTo(text);
        assertThat(Shown.entities(parsed)).isEqualTo(entities);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://e.org/a*b*c",
                "https://e.org/**/x/**/y",
                "HTTPS://e.org/?q=__a__&ids[]=*1*&ids[]=*2*",
                "http://e.org/~~a~~b",
                "https://de.wikipedia.org/wiki/A_(b)__c__d",
                "tg://resolve?domain=a__b__c",
                "e.org/__init__.py",
                "t.me/some__name__x",
                "www.e.org?a=*b*c",
                "e.org:8080/*a*b",
                "b\u00fccher.example/*a*b",
                "https://e.org/a~~b~~c, then"
            })
    void an_address_is_taken_as_it_is(String markup) {
        assertThat(parse(markup)).isEqualTo(FormattedText.plain(markup));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "**open",
                "close**",
                "2 * 3 * 4",
                "2*3",
                "a ** b ** c",
                "snake__case__name",
                "single _underscore_",
                "~tilde~",
                "a | b || c || d",
                "****",
                "`tick",
                "``two``",
                "```fence",
                "```\n```",
                "[text]",
                "[text](",
                "[text](not an address)",
                "[text](nowhere)",
                "[text](https://e.org/ \"title\")",
                "[text](https://e.org/\nnext)",
                "[](e.org)",
                "text](e.org)",
                "C:\\dir",
                "> a & b <c> #d 1. !",
                "\\"
            })
    void what_does_not_pair_up_stays_text(String markup) {
        FormattedText parsed = parse(markup);
        assertThat(parsed.text()).isEqualTo(markup);
        assertThat(parsed.entities()).isEmpty();
    }
}
