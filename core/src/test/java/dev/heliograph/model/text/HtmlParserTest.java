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

class HtmlParserTest {

    private static FormattedText parse(String markup) {
        return FormattedText.parse(markup, ParseMode.HTML);
    }

    static Stream<Arguments> tags() {
        return Stream.of(
                arguments("<b>bold</b>, <strong>bold</strong>", "bold, bold", "BOLD@0+4 BOLD@6+4"),
                arguments("<i>italic</i>, <em>italic</em>", "italic, italic", "ITALIC@0+6 ITALIC@8+6"),
                arguments("<u>under</u>, <ins>under</ins>", "under, under", "UNDERLINE@0+5 UNDERLINE@7+5"),
                arguments(
                        "<s>a</s> <strike>b</strike> <del>c</del>",
                        "a b c",
                        "STRIKETHROUGH@0+1 STRIKETHROUGH@2+1 STRIKETHROUGH@4+1"),
                arguments(
                        "<span class=\"tg-spoiler\">a</span> <tg-spoiler>b</tg-spoiler>",
                        "a b",
                        "SPOILER@0+1 SPOILER@2+1"),
                arguments(
                        "<b>bold <i>italic bold <s>italic bold strikethrough <span class=\"tg-spoiler\">italic bold "
                                + "strikethrough spoiler</span></s> <u>underline italic bold</u></i> bold</b>",
                        "bold italic bold italic bold strikethrough italic bold strikethrough spoiler "
                                + "underline italic bold bold",
                        "BOLD@0+103 ITALIC@5+93 STRIKETHROUGH@17+59 SPOILER@43+33 UNDERLINE@77+21"),
                arguments(
                        "<a href=\"http://www.example.com/\">inline URL</a>",
                        "inline URL",
                        "TEXT_LINK@0+10=http://www.example.com/"),
                arguments("<a href=\"tg://user?id=123456789\">user</a>", "user", "TEXT_MENTION@0+4=123456789"),
                arguments("<tg-emoji emoji-id=\"536\">👍</tg-emoji>", "👍", "CUSTOM_EMOJI@0+2=536"),
                arguments("<code>code</code>", "code", "CODE@0+4"),
                arguments("<code class=\"language-c\">code</code>", "code", "CODE@0+4"),
                arguments("<pre>code</pre>", "code", "PRE@0+4"),
                arguments("<pre><code class=\"language-python\">code</code></pre>", "code", "PRE@0+4=python"),
                arguments("<pre> <code class=\"language-c\">x</code></pre>", " x", "PRE@0+2"),
                arguments("<code class=\"language-c\"><pre>x</pre></code>", "x", "PRE@0+1=c"),
                arguments("<pre><b><code class=\"language-c\">x</code></b></pre>", "x", "PRE@0+1"),
                arguments("<pre>a<blockquote>b</blockquote>c</pre>d", "abcd", "BLOCKQUOTE@1+1"),
                arguments("<blockquote>a<pre>b</pre></blockquote>", "ab", "BLOCKQUOTE@0+2 PRE@1+1"),
                arguments("<a href='e.org'>a<blockquote>b</blockquote>c</a>", "abc", "BLOCKQUOTE@1+1"),
                arguments("<blockquote>a\nb</blockquote>c", "a\nbc", "BLOCKQUOTE@0+3"),
                arguments("<blockquote expandable>a\nb</blockquote>", "a\nb", "EXPANDABLE_BLOCKQUOTE@0+3"),
                arguments("<blockquote>a<blockquote>b</blockquote></blockquote>", "ab", "BLOCKQUOTE@0+2"),
                arguments("<code>a<b>b</b><a href='e.org'>c</a></code>", "abc", "CODE@0+3"),
                arguments("<b>a<code>b</code>c</b>", "abc", "BOLD@0+1 CODE@1+1 BOLD@2+1"),
                arguments("<b>a<b>b</b></b><b>c</b>", "abc", "BOLD@0+3"),
                arguments("<B  ID = x CLASS='y' checked>a</B >", "a", "BOLD@0+1"),
                arguments("<a HREF='e.org'>b.org</a>", "b.org", "TEXT_LINK@0+5=http://b.org/"),
                arguments("<a href=E.org>b</a>", "b", "TEXT_LINK@0+1=http://e.org/"),
                arguments("<a href='a.org' href='b.org'>b</a>", "b", "TEXT_LINK@0+1=http://b.org/"),
                arguments("<tg-emoji></tg-emoji>a", "a", ""),
                arguments("<tg-emoji emoji-id='-5'>👍</tg-emoji>", "👍", "CUSTOM_EMOJI@0+2=-5"),
                arguments("<b>a</>", "a", "BOLD@0+1"),
                arguments("a<b></b>c", "ac", ""),
                arguments("<a>e.org</a>", "e.org", "TEXT_LINK@0+5=http://e.org/"),
                arguments("<a href='nowhere'>b</a>", "b", ""),
                arguments("<a href='http://e.org/?a=1&amp;b=2'>b</a>", "b", "TEXT_LINK@0+1=http://e.org/?a=1&b=2"),
                arguments("&lt;&gt;&amp;&quot;&#38;&#x1F44D;&lt", "<>&\"&👍<", ""),
                arguments(
                        "&nbsp; & &#X41; &#0; &#00000065; &#x10FFFF; &;",
                        "&nbsp; & &#X41; &#0; &#00000065; &#x10FFFF; &;",
                        ""),
                arguments("a > b 👍<b>👍</b>", "a > b 👍👍", "BOLD@8+2"),
                arguments(" <b> a </b><i> </i>", " a", "BOLD@0+2"));
    }

    @ParameterizedTest
    @MethodSource
    void tags(String markup, String text, String entities) {
        FormattedText parsed = parse(markup);
        assertThat(parsed.text()).isEqualTo(text);
        assertThat(Shown.entities(parsed)).isEqualTo(entities);
    }

    @Nested
    class Errors {

        static Stream<Arguments> positions() {
            return Stream.of(
                    arguments("👍<b>x", 2),
                    arguments("a<br>b", 1),
                    arguments("<b>a</i>", 4),
                    arguments("<b><i>a</b></i>", 7),
                    arguments("a</b>", 1),
                    arguments("a < b", 2),
                    arguments("a <", 2),
                    arguments("a<b", 1),
                    arguments("<b>a</b c>", 8),
                    arguments("a<b =1>c</b>", 4),
                    arguments("<b/>", 0),
                    arguments("<b />", 3),
                    arguments("a&#xD83D;&#xDE00;", 1),
                    arguments("<a href='&#xD800;'>y</a>", 9),
                    arguments("<span class='tg-spoiler' class='tg-x'>y</span>", 0),
                    arguments("<a href=\"x>y</a>", 8),
                    arguments("<a href=e/f>y</a>", 9),
                    arguments("<span>y</span>", 0),
                    arguments("<tg-emoji>y</tg-emoji>", 0),
                    arguments("<tg-emoji emoji-id='0x1'>y</tg-emoji>", 0),
                    arguments("<!-- a -->", 0));
        }

        @ParameterizedTest
        @MethodSource
        void positions(String markup, int position) {
            assertThatExceptionOfType(MarkupException.class)
                    .isThrownBy(() -> parse(markup))
                    .satisfies(e -> assertThat(e.position()).isEqualTo(position));
        }

        @Test
        void an_unclosed_tag_is_named_with_the_tag_that_would_close_it() {
            assertThatExceptionOfType(MarkupException.class)
                    .isThrownBy(() -> parse("ab\n<b>c"))
                    .withMessage(
                            "can't parse the markup at position 3 (2:1): found <b> without an end tag, expected </b>");
        }

        @Test
        void a_message_shows_few_characters_of_the_text() {
            String secret = "verysecretword";
            assertThatExceptionOfType(MarkupException.class)
                    .isThrownBy(() -> parse("<" + secret + ">"))
                    .satisfies(
                            e -> assertThat(e.getMessage()).contains("verysecr").doesNotContain("verysecre"));
        }
    }
}
